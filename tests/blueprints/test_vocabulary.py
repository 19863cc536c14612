"""A programme is data: no word of any of the five is in the code."""

import re
from pathlib import Path

import innesto
from innesto.blueprints.shipped import shipped

SOURCE = Path(innesto.__file__).parent
ROOMS = ("blueprints", "planning", "rounds", "programmes", "exchanges")


def vocabulary():
    """Keys of two words or more, and labels of roles, formats and strands."""
    for blueprint in shipped():
        strands = blueprint.strands.items if blueprint.strands else ()
        named = (*blueprint.roles, *blueprint.formats, *strands)
        for part in (*named, *blueprint.rules, *blueprint.templates, *blueprint.phases):
            if re.search("[-_]", part.key):
                yield part.key
        for part in named:
            yield from (words for words in part.label.root.values() if " " in words)
        yield from blueprint.name.root.values()


ORDINARY = {"connection", "multiply"}
"""Words of databases and arithmetic, which programmes write in capitals."""


def test_no_word_of_a_programme_is_in_the_code():
    words = re.compile("|".join(sorted({re.escape(word) for word in vocabulary()})), re.IGNORECASE)
    generic = {"project partner", "self-assessment", "practice sheet", "programme coordinator"}
    named = {
        (str(path.relative_to(SOURCE)), found[0])
        for room in ROOMS
        for path in (SOURCE / room).rglob("*.py")
        for found in words.finditer(path.read_text(encoding="utf-8"))
        if found[0].casefold() not in generic and found[0] not in ORDINARY
    }

    assert named == set()
