"""Print the building: each floor, each package, one sentence."""

from tools.house import ROOT, SOURCE, first_sentence, floors

HEAD = """\
# The building

`make map` writes this page. A package may import what stands below it, never what stands above
or beside it; `make check` holds it. Why: [decision 0001](decisions/0001-floors-rooms-doors.md).
Each package has a README with its nouns and verbs.

| floor | package | |
|--:|---|---|
"""


def draw() -> str:
    """Return docs/map.md as it ought to be."""
    standing = [
        [name for name in names if (SOURCE / name / "__init__.py").exists()] for names in floors()
    ]
    standing = [names for names in standing if names]
    rows = []
    for height, names in zip(range(len(standing) - 1, -1, -1), standing, strict=True):
        for name in names:
            number = height if name == names[0] else ""
            link = f"[{name}](../src/innesto/{name}/)"
            rows.append(f"| {number} | {link} | {first_sentence(SOURCE / name)} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    (ROOT / "docs" / "map.md").write_text(draw(), "utf-8")
    print(draw())
