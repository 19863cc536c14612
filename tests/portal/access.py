from django.core import signing

from innesto.portal.queries.saved import STOP
from tests.architecture.access import DONE, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import CommunityFactory
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import ProgrammeFactory
from tests.search.factories import SavedSearchFactory

OF_COMMUNITY = (
    *("portal:community-follow", "portal:community-news", "portal:community-news-of"),
    *("portal:community-meetings", "portal:community-meetings-of"),
)

TABLE = [
    # address                     method  nobody  stranger   colleague  coordinator operator
    ("portal:home",               "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:desk",               "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:programmes",               "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:search",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:similar",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:save-search",        "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:save-search",        "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("portal:saved-searches",     "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:rename-search",      "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("portal:rename-search",      "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("portal:pause-search",       "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("portal:resume-search",      "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("portal:delete-search",      "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("portal:stop-search",        "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:stop-search",        "post", FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:programme",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:community-follow",   "get",  HIDDEN, HIDDEN,    HIDDEN,    HIDDEN,    FOUND),
    ("portal:community-news",     "get",  HIDDEN, HIDDEN,    HIDDEN,    HIDDEN,    FOUND),
    ("portal:community-news-of",  "get",  HIDDEN, HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("portal:community-meetings", "get",  HIDDEN, HIDDEN,    HIDDEN,    HIDDEN,    FOUND),
    ("portal:community-meetings-of", "get", HIDDEN, HIDDEN,  HIDDEN,    HIDDEN,    HIDDEN),
    ("portal:findings",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:doings",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:help",               "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:accessibility",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:privacy",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("portal:sources",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip


def scene() -> Scene:
    saved, community = SavedSearchFactory(), CommunityFactory()
    return Scene(
        colleague=saved.person,
        keys={
            "slug": ProgrammeFactory(state="running").slug,
            "organisation": OrganisationFactory().slug,
            "kind": "programme",
            "number": "1",
            "pk": saved.pk,
            "token": signing.dumps(saved.pk, salt=STOP),
        },
        at={name: {"slug": community.slug} for name in OF_COMMUNITY},
        sent={
            "portal:save-search": {"name": "Another"},
            "portal:rename-search": {"name": "Another"},
        },
    )
