from django.utils import timezone

from innesto.listening.models import Circle
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.listening.factories import make_elected, make_listener, make_plea

# «colleague» asked and sits in the circle, «coordinator» listens and is invited; all are elected.
TABLE = [
    # address                  method  nobody  stranger   colleague  coordinator operator
    ("listening:home",         "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("listening:listen",       "post", LOGIN,  FORBIDDEN, DONE,      DONE,       HIDDEN),
    ("listening:ask",          "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      HIDDEN),
    ("listening:ask",          "post", LOGIN,  FORBIDDEN, FORM,      FORM,       HIDDEN),
    ("listening:plea",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      HIDDEN),
    ("listening:plea",         "post", LOGIN,  HIDDEN,    FORM,      FORM,       HIDDEN),
    ("listening:sign",         "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,     HIDDEN),
    ("listening:close",        "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,     HIDDEN),
    ("listening:new-circle",   "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,      HIDDEN),
    ("listening:circle",       "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      HIDDEN),
    ("listening:enter",        "post", LOGIN,  HIDDEN,    DONE,      DONE,       HIDDEN),
    ("listening:invite",       "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN,  HIDDEN),
    ("listening:leave",        "post", LOGIN,  HIDDEN,    DONE,      DONE,       HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    asker, listener = make_elected(), make_listener()
    plea = make_plea(asker)
    circle = Circle.objects.create(name="Sindaci di montagna", rules="Resta qui.")
    circle.seats.create(person=asker, accepted_on=timezone.localdate())
    circle.seats.create(person=listener)
    of_circle = {"handle": circle.pk}
    return Scene(
        colleague=asker,
        coordinator=listener,
        keys={"handle": plea.pk},
        at={f"listening:{name}": of_circle for name in ("circle", "enter", "invite", "leave")},
    )
