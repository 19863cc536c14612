from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.organisations.factories import (
    ClosureFactory,
    MembershipFactory,
    NeedFactory,
    OfferFactory,
    OfficeFactory,
    OrganisationFactory,
)
from tests.places.factories import PlaceFactory

# «coordinator» is here the referent, who keeps the organisation's page.
TABLE = [
    # address                          method  nobody  stranger   colleague  coordinator operator
    ("organisations:index",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:suggestions",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:new",              "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:new",              "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("organisations:of-place",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:detail",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:edit",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("organisations:edit",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("organisations:merge",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("organisations:merge",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FORM),
    ("organisations:join",             "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:join",             "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("organisations:office-new",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("organisations:office-new",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:office-close",     "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:need-new",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("organisations:need-new",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("organisations:need-withdraw",    "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:offer-new",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("organisations:offer-new",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("organisations:offer-withdraw",   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:closure-new",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("organisations:closure-new",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:closure-reopen",   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:member-confirm",   "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,      DONE),
    ("organisations:member-referent",  "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("organisations:member-leave",     "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("organisations:acting",           "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("organisations:act",              "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    asti = OrganisationFactory(slug="asti")
    colleague = MembershipFactory(organisation=asti)
    referent = MembershipFactory(organisation=asti, is_referent=True)
    asked = MembershipFactory(organisation=asti, status="asked")
    return Scene(
        colleague=colleague.person,
        coordinator=referent.person,
        keys={"slug": "asti", "pk": colleague.pk, "ref": PlaceFactory().ref},
        at={
            "organisations:office-close": {"pk": OfficeFactory(organisation=asti).pk},
            "organisations:need-withdraw": {"pk": NeedFactory(organisation=asti).pk},
            "organisations:offer-withdraw": {"pk": OfferFactory(organisation=asti).pk},
            "organisations:closure-reopen": {"pk": ClosureFactory(organisation=asti).pk},
            "organisations:member-confirm": {"pk": asked.pk},
        },
        sent={
            "organisations:new": {"name": "Comune di Cuneo", "kind": "municipality"},
            "organisations:office-new": {"name": "Anagrafe"},
            "organisations:closure-new": {"first_day": "2026-12-24", "last_day": "2027-01-06"},
        },
    )
