"""Names say what a thing is, and every package introduces itself."""

import pytest

from tools import map as house_map
from tools.house import ROOT, SOURCE, first_sentence, modules, packages

DUMPING_GROUNDS = {
    *("utils", "util", "helpers", "helper", "common", "misc", "services", "service", "base"),
    *("managers", "mixins", "constants", "exceptions", "lib", "core", "tools", "shared"),
}


def test_no_module_is_named_after_where_it_was_dropped():
    names = {part.removesuffix(".py") for path in modules() for part in path.parts[-3:]}

    assert names & DUMPING_GROUNDS == set()


@pytest.mark.parametrize("package", packages(), ids=lambda path: path.name)
def test_every_package_introduces_itself_in_one_sentence(package):
    sentence = first_sentence(package)

    assert sentence.endswith(".")
    assert len(sentence) <= 110


def test_the_map_is_drawn_from_the_packages():
    assert (ROOT / "docs" / "map.md").read_text("utf-8") == house_map.draw(), "run make map"


def test_every_readme_of_a_package_fits_a_screen():
    lengths = {
        path.parent.name: len(path.read_text("utf-8").splitlines())
        for path in SOURCE.glob("*/README.md")
    }

    assert {name: length for name, length in lengths.items() if length > 40} == {}
