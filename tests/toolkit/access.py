"""Who may open the doors of the toolkit; see tests/architecture/access.py."""

from tests.architecture.access import FOUND, Row

#   address             method  nobody  stranger  colleague  coordinator  operator
TABLE: list[Row] = [
    ("toolkit:style",   "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
]  # fmt: skip
