from tests.architecture.access import FOUND, LOGIN

TABLE = [
    # address            method  nobody  stranger   colleague  coordinator  operator
    ("journal:register", "get",  LOGIN,  FOUND,     FOUND,     FOUND,       FOUND),
]  # fmt: skip
