"""Every variable of the environment is read in one way and written down."""

import ast
import re

from tools.house import ROOT, SOURCE, modules

READERS = {"text", "flag", "words", "folder", "number", "secret"}
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "OMP_NUM_THREADS"}
PAGE = ROOT / "docs" / "run" / "configuration.md"


def _read_in_code():
    names = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(name)), *_]):
                    if reader in READERS and name.isupper():
                        names.add(name)
    return names


def test_every_variable_is_on_the_page_and_every_one_on_the_page_is_read():
    written = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))

    assert written == _read_in_code()


def test_the_environment_is_read_in_one_place():
    elsewhere = {
        str(path.relative_to(SOURCE))
        for path in modules()
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text("utf-8"))
    }

    assert elsewhere == {"config/environment.py"}
