from tests.architecture.access import DONE, FORBIDDEN, FOUND, LOGIN, Scene
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.programmes.factories import ProgrammeFactory

# «coordinator» is here who facilitates; the community is for its members, known to everyone.
TABLE = [
    # address                     method  nobody  stranger   colleague  coordinator operator
    ("communities:index",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("communities:of-programme",  "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("communities:join",          "post", LOGIN,  DONE,      FORBIDDEN, FORBIDDEN, DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="cities", state="running")
    community = CommunityFactory(slug="cities", programme=programme, joining="ask")
    return Scene(
        colleague=MemberFactory(community=community).person,
        coordinator=MemberFactory(community=community, is_facilitator=True).person,
        keys={"slug": "cities"},
    )
