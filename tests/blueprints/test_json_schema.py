import json

from innesto.blueprints.json_schema import PUBLISHED, written


def test_the_published_schema_is_the_one_of_the_code():
    assert PUBLISHED.read_text(encoding="utf-8") == written(), (
        "run: python -m innesto.blueprints.json_schema"
    )


def test_the_schema_says_that_a_field_nobody_knows_is_wrong():
    assert json.loads(written())["additionalProperties"] is False
