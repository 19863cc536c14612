from innesto.notifications.stopping import Stop
from innesto.toolkit.kinds_of_work import label_of
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.notifications.factories import NotificationFactory
from tests.practices.factories import PracticeFactory

# The colleague is the person whom the notice is for.
TABLE = [
    # address                   method  nobody  stranger  colleague  coordinator  operator
    ("notifications:index",     "get",  LOGIN,  FOUND,    FOUND,     FOUND,       FOUND),
    ("notifications:choices",   "get",  LOGIN,  FOUND,    FOUND,     FOUND,       FOUND),
    ("notifications:choices",   "post", LOGIN,  FORM,     FORM,      FORM,        FORM),
    ("notifications:choices-of-space", "get", LOGIN, FOUND,   FOUND,     FOUND,       FOUND),
    ("notifications:choices-of-space", "post", LOGIN, DONE,   DONE,      DONE,        DONE),
    ("notifications:stop",      "get",  FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("notifications:stop",      "post", FOUND,  FOUND,    FOUND,     FOUND,       FOUND),
    ("notifications:follow",    "post", LOGIN,  HIDDEN,   DONE,      HIDDEN,      HIDDEN),
    ("notifications:read_all",  "post", LOGIN,  DONE,     DONE,      DONE,        DONE),
]  # fmt: skip


def scene():
    colleague = UserFactory()
    return Scene(
        colleague=colleague,
        keys={
            "pk": NotificationFactory(to=colleague).pk,
            "token": Stop(colleague.pk, kind="invitation_accepted").token,
            "label": label_of(PracticeFactory(published=True)),
        },
    )
