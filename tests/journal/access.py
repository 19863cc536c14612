from tests.architecture.access import FORBIDDEN, FOUND, LOGIN

TABLE = [
    # address            method  nobody  stranger   colleague  coordinator  operator
    ("journal:register", "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN,   FOUND),
]  # fmt: skip
