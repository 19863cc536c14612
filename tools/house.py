"""What the house looks like from outside: packages, modules, floors."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "innesto"


def packages() -> list[Path]:
    """Return the folder of every package on a floor, in the order of the alphabet."""
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


def modules() -> Iterator[Path]:
    """Yield every module of ours; migrations are written by Django."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def templates() -> list[Path]:
    """Return every template."""
    return sorted(
        path
        for path in SOURCE.rglob("templates/**/*")
        if path.suffix in {".html", ".txt", ".svg", ".ics"}
    )


def first_sentence(package: Path) -> str:
    """Return what a package says of itself; empty when it says nothing."""
    doc = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    return doc.partition("\n\n")[0].replace("\n", " ").strip()


def floors() -> list[list[str]]:
    """Return the floors from top to bottom, each with the names of its neighbours."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [[name.strip(" ()") for name in layer.split("|")] for layer in contract["layers"]]
