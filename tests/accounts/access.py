from tests.architecture.access import DONE, FOUND, LOGIN

TABLE = [
    # address                              method  nobody  stranger  colleague coordinator operator
    ("account_login",                      "get",  FOUND,  DONE,     DONE,     DONE,     DONE),
    ("account_confirm_login_code",         "get",  LOGIN,  DONE,     DONE,     DONE,     DONE),
    ("mfa_login_webauthn",                 "get",  LOGIN,  DONE,     DONE,     DONE,     DONE),
    ("account_logout",                     "get",  DONE,   FOUND,    FOUND,    FOUND,    FOUND),
    ("account_signup",                     "get",  FOUND,  DONE,     DONE,     DONE,     DONE),
]  # fmt: skip
