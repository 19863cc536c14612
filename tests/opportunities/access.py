from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.opportunities.factories import OpportunityFactory
from tests.organisations.factories import MembershipFactory

# «colleague» is here a member of the community who acts for an organisation, «coordinator» who
# facilitates; the opportunity stays inside the community.
TABLE = [
    # address                           method  nobody  stranger   colleague  coordinator operator
    ("opportunities:index",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("opportunities:new",               "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FOUND),
    ("opportunities:new",               "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORM),
    ("opportunities:of-community",      "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("opportunities:new-in-community",  "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FORBIDDEN),
    ("opportunities:new-in-community",  "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORBIDDEN),
    ("opportunities:detail",            "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("opportunities:edit",              "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("opportunities:edit",              "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("opportunities:withdraw",          "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    community = CommunityFactory(slug="territories")
    member = MemberFactory(community=community)
    MembershipFactory(person=member.person)
    opportunity = OpportunityFactory(community=community, visibility="community")
    return Scene(
        colleague=member.person,
        coordinator=MemberFactory(community=community, is_facilitator=True).person,
        keys={"slug": "territories", "pk": opportunity.pk},
    )
