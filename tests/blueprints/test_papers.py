"""What the guide promises is so: its whole example loads, its sentences are the real ones."""

import re
from pathlib import Path

import innesto
from innesto.blueprints.loading import load
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import NOUNS
from innesto.blueprints.schema.formats import Format
from innesto.blueprints.schema.rule import STATEMENTS

DOCS = Path(innesto.__file__).parents[2] / "docs"


def test_the_example_of_the_italian_guide_is_a_blueprint():
    guide = (DOCS / "use" / "blueprint-italiano.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1]

    assert load(example).key == "orti-di-comunita"


def test_the_reference_names_every_part_field_noun_and_statement():
    reference = (DOCS / "build" / "blueprints.md").read_text("utf-8")
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]*)`", reference))))
    fields = {info.alias or name for name, info in Format.model_fields.items()}

    assert {*Blueprint.model_fields, *fields, *NOUNS, *STATEMENTS} - named == set()
