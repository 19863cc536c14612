"""Names say what a thing is, and every package introduces itself."""

import re

import pytest

from tools import map as house_map
from tools.house import ROOT, first_sentence, modules, packages

DUMPING_GROUNDS = {
    *("utils", "util", "helpers", "helper", "common", "misc", "services", "service", "base"),
    *("managers", "mixins", "constants", "exceptions", "lib", "core", "tools", "shared"),
}
LIBRARIES = {"RapidFuzz"}
"""Names in a README that are not ours."""


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


@pytest.mark.parametrize("package", packages(), ids=lambda path: path.name)
def test_every_package_has_a_readme_that_fits_a_screen(package):
    readme = package / "README.md"

    assert 3 <= len(readme.read_text("utf-8").splitlines()) <= 40


@pytest.mark.parametrize("package", packages(), ids=lambda path: path.name)
def test_a_readme_names_what_there_is(package):
    box = re.sub(r"`[^`]*`", "", (package / "README.md").read_text("utf-8").split("\n## ")[0])
    code = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    named = set(re.findall(r"\b(?:[a-z]+(?:_[a-z]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+)\b", box))

    assert named - set(re.findall(r"\w+", code)) - LIBRARIES == set()
