"""Print which tests prove which capability: ID → tests."""

import ast
import re
from collections import defaultdict

from tools.house import ROOT

LIST = ROOT / "docs" / "build" / "capabilities.md"


def known() -> dict[str, str]:
    """Return the statement of every capability by its ID."""
    rows = re.findall(r"^\| ([A-Z]-?\d+) \| (.+) \|$", LIST.read_text("utf-8"), re.MULTILINE)
    return dict(rows)


def proved() -> dict[str, list[str]]:
    """Return the tests that carry a marker, by the ID they name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                marked, where = node.decorator_list, f"{path.relative_to(ROOT)}::{node.name}"
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
                marked, where = list(ast.walk(node.value)), str(path.relative_to(ROOT))
            else:
                continue
            for mark in marked:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith(
                    "mark.capability"
                ):
                    for argument in mark.args:
                        found[ast.literal_eval(argument)].append(where)
    return found


def table() -> str:
    """Return the list for people: each ID with its statement and its tests."""
    tests = proved()
    lines = []
    for key, statement in known().items():
        lines.append(f"{key:5} {'✔' if key in tests else '·'} {statement}")
        lines += [f"        {test}" for test in tests.get(key, [])]
    done = sum(key in tests for key in known())
    lines.append(f"{done} of {len(known())} have a test.")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
