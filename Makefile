# Every command is one line that calls uv; CI calls `make test` and nothing else.
.DEFAULT_GOAL := help
UV := .tools/bin/uv
RUN := $(UV) run --frozen --no-sync

help:  ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(UV):
	python3 -m venv .tools && .tools/bin/pip install --quiet "uv>=0.9,<1"

install: $(UV)  ## Install what the project needs
	@$(UV) sync --frozen --quiet

check: install  ## Style, types, floors, rooms, migrations
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) python -m django makemigrations --check --dry-run --settings innesto.config.settings_test

fmt: install  ## Bring code into shape
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

test: check  ## Everything that must hold
	$(RUN) pytest

.PHONY: help install check fmt test
