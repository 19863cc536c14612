"""``python -m innesto.toolkit.paper.press TEMPLATE``: JSON on stdin, tagged PDF on stdout.

The same data give the same bytes: there is no clock, and no font but ours.
"""

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent


def main() -> None:
    """Typeset one document; templates see nothing outside this package."""
    document = typst.compile(
        sys.argv[1],
        root=str(PACKAGE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(document, bytes)
    sys.stdout.buffer.write(document)


if __name__ == "__main__":
    main()
