from tests.architecture.access import FORBIDDEN, FOUND, HIDDEN, LOGIN

TABLE = [
    # address           method  nobody  stranger   colleague  coordinator  operator
    ("mailbox:index",   "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN,   FOUND),
    # Hidden until the installation has a key; what is not signed is then refused with 401.
    ("mailbox:receive", "post", HIDDEN, HIDDEN,    HIDDEN,    HIDDEN,      HIDDEN),
]  # fmt: skip
