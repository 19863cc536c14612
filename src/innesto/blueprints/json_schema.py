"""The published JSON Schema, with which editors complete and check blueprints as one types."""

import json
from pathlib import Path
from typing import Any

from innesto.blueprints.schema.blueprint import Blueprint

PUBLISHED = Path(__file__).with_name("blueprint.schema.json")
ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema of a blueprint as JSON Schema."""
    described = Blueprint.model_json_schema(by_alias=True)
    return {"$schema": ADDRESS, **described, "title": "Innesto blueprint"}


def written() -> str:
    """Return the schema as it is published: stable, readable, one line end at the end."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def publish() -> None:
    """Write the schema beside this module: ``python -m innesto.blueprints.json_schema``."""
    PUBLISHED.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    publish()
