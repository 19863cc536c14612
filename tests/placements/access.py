from django.core.files.base import ContentFile

from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.placements.factories import (
    AdaptationFactory,
    NoteFactory,
    PlacementFactory,
    coordinator_of,
    pair_of_legs,
    referent_of,
)

# «colleague» here speaks for one of the two cities; «coordinator» coordinates the programme, and
# reads the agreement but not the diary.
TABLE = [
    # address                      method  nobody  stranger   colleague  coordinator operator
    ("placements:index",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("placements:detail",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("placements:portfolio",       "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("placements:agreement",       "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("placements:begin",           "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("placements:terms",           "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("placements:terms",           "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("placements:across",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("placements:across",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("placements:accept",          "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("placements:side",            "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("placements:side",            "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("placements:delegate",        "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("placements:delegate",        "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("placements:delegate-drop",   "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("placements:prepare",         "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("placements:prepare",         "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("placements:checklist",       "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("placements:checklist",       "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("placements:diary",           "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("placements:diary",           "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("placements:picture",         "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("placements:choose",          "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("placements:share",           "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("placements:note-drop",       "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN, FORBIDDEN),
    ("placements:lesson-new",      "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("placements:lesson-new",      "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("placements:lesson-edit",     "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("placements:lesson-edit",     "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("placements:later",           "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("placements:later",           "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
]  # fmt: skip


def scene() -> Scene:
    placement = PlacementFactory(legs=pair_of_legs(slug="to-and-fro"))
    side = placement.sides.first()
    referent = referent_of(side.organisation)
    delegate = side.delegates.create(part="contact", name="Nora Nominata")
    note = NoteFactory(
        placement=placement,
        author=referent,
        picture=ContentFile(b"RIFF", "a.webp"),
        alt="Un tavolo",
    )
    adaptation = AdaptationFactory(placement=placement)
    return Scene(
        colleague=referent,
        coordinator=coordinator_of(placement.programme),
        keys={
            "slug": "to-and-fro",
            "pk": placement.opening_id,
            "side": side.pk,
            "delegate": delegate.pk,
            "note": note.pk,
            "adaptation": adaptation.pk,
        },
        sent={
            "placements:accept": {"revision": "1"},
            "placements:choose": {"choice": "keep"},
        },
    )
