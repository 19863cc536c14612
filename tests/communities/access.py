from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import (
    BridgeFactory,
    CommunityFactory,
    MemberFactory,
    PromiseFactory,
)
from tests.programmes.factories import ProgrammeFactory

# «coordinator» is here who facilitates; the community is for its members, known to everyone.
TABLE = [
    # address                        method  nobody  stranger   colleague  coordinator operator
    ("communities:index",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("communities:of-programme",     "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("communities:new",              "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("communities:new",              "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FORM),
    ("communities:new-in",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("communities:new-in",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FORM),
    ("communities:open-all",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE),
    ("communities:section-new",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:section-new",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("communities:front",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("communities:charter",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("communities:edit",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:edit",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("communities:life",             "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("communities:stage",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:stage",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("communities:close",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:close",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("communities:reopen",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("communities:members",          "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("communities:join",             "post", LOGIN,  DONE,      FORBIDDEN, FORBIDDEN, DONE),
    ("communities:invite",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:invite",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("communities:invitation-back",  "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("communities:member",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:member",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("communities:member-confirm",   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("communities:member-leave",     "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("communities:bridges",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("communities:bridge-offer",     "get",  LOGIN,  HIDDEN,    HIDDEN,    HIDDEN,    FORBIDDEN),
    ("communities:bridge-offer",     "post", LOGIN,  HIDDEN,    HIDDEN,    HIDDEN,    FORBIDDEN),
    ("communities:bridge-accept",    "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,      DONE),
    ("communities:bridge-decline",   "get",  LOGIN,  HIDDEN,    HIDDEN,    FOUND,     FOUND),
    ("communities:bridge-decline",   "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,      DONE),
    ("communities:bridge-end",       "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="cities", state="running")
    community = CommunityFactory(slug="cities", programme=programme, joining="ask")
    member = MemberFactory(community=community)
    bridge = BridgeFactory(to=community)
    promise = PromiseFactory(community=community)
    one = {"pk": member.pk}
    return Scene(
        colleague=MemberFactory(community=community).person,
        coordinator=MemberFactory(community=community, is_facilitator=True, is_steward=True).person,
        keys={"slug": "cities", "kind": "practices.practice", "number": 1, "pk": bridge.pk},
        at={
            "communities:member": one,
            "communities:member-confirm": one,
            "communities:member-leave": one,
            "communities:invitation-back": {"pk": promise.pk},
        },
    )
