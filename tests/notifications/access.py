from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.notifications.factories import NotificationFactory

# The colleague is the person whom the notice is for.
TABLE = [
    # address                   method  nobody  stranger  colleague  coordinator  operator
    ("notifications:index",     "get",  LOGIN,  FOUND,    FOUND,     FOUND,       FOUND),
    ("notifications:choices",   "get",  LOGIN,  FOUND,    FOUND,     FOUND,       FOUND),
    ("notifications:choices",   "post", LOGIN,  FORM,     FORM,      FORM,        FORM),
    ("notifications:follow",    "post", LOGIN,  HIDDEN,   DONE,      HIDDEN,      HIDDEN),
    ("notifications:read_all",  "post", LOGIN,  DONE,     DONE,      DONE,        DONE),
]  # fmt: skip


def scene():
    colleague = UserFactory()
    return Scene(
        colleague=colleague,
        keys={"pk": NotificationFactory(to=colleague).pk},
        sent={"notifications:choices": {"invitation_accepted": "now"}},
    )
