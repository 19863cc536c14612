# Every command is one line or two that call uv; CI calls `make test` and nothing else.
.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE
SHELL := /bin/bash -o pipefail
UV := .tools/bin/uv
RUN := $(UV) run --frozen --no-sync

help:  ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(UV):
	@tools/need python
	python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check "uv>=0.9,<1"

install: $(UV)  ## Install what the project needs, into this folder
	@$(UV) sync --frozen --quiet --extra semantic
	@$(RUN) python -m tools.messages --compile

demo: install  ## Build the demo if it is missing and serve it with its worker
	@$(RUN) innesto demo $(ARGS)

test: install  ## Everything that must hold, on SQLite and on PostgreSQL, in a real browser
	@tools/need gettext chromium mail
	$(RUN) python -W ignore:XDG_RUNTIME_DIR -m tools.suite $(ARGS)

check: install  ## Style, types, floors, rooms, migrations
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) python -m django makemigrations --check --dry-run --settings innesto.config.settings_test

fmt: install  ## Bring code into shape
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

map: install  ## Draw docs/map.md
	@$(RUN) python -m tools.map

migrations: install  ## Remake the one migration of each app from its models
	@$(RUN) python -m tools.migrations

messages: install  ## Collect what is to be translated and compile what has been
	@tools/need gettext
	@$(RUN) python -m tools.messages

capabilities: install  ## Print which tests prove which capability
	@$(RUN) python -m tools.capabilities

wheel: install  ## Build the wheel that operators install, into dist/
	@$(UV) build --quiet --wheel

bench: install  ## Measure pages, memory, start-up, plans and search against their goals
	@tools/need wrk
	@$(RUN) python -m bench $(ARGS)

assets:  ## Compile the style sheet, the script and the icons from their sources
	@tools/need node
	@$(MAKE) --no-print-directory -C assets

screenshots: install  ## Take the pictures in docs/screenshots
	@tools/need chromium
	SCREENSHOTS=1 $(RUN) pytest -q tests/journeys -p no:randomly $(ARGS)

.PHONY: help install demo test check fmt map migrations messages capabilities wheel bench assets screenshots
