from django.core.files.base import ContentFile

from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.deposits.factories import DepositFactory, SectionFactory, VersionFactory
from tests.organisations.factories import MembershipFactory

# «colleague» is here a member of the community, «coordinator» who facilitates it.
TABLE = [
    # address                   method  nobody  stranger   colleague  coordinator operator
    ("deposits:index",          "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("deposits:tools",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("deposits:new",            "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FORBIDDEN),
    ("deposits:new",            "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORBIDDEN),
    ("deposits:detail",         "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("deposits:file",           "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("deposits:captions",       "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("deposits:preview",        "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("deposits:version-new",    "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FORBIDDEN),
    ("deposits:version-new",    "post", LOGIN,  HIDDEN,    DONE,      DONE,      FORBIDDEN),
    ("deposits:edit",           "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("deposits:edit",           "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("deposits:withdraw",       "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("deposits:restore",        "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("deposits:reuse",          "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("deposits:reuse",          "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("deposits:guideline",          "get",  HIDDEN, HIDDEN, FOUND,     FOUND,     FOUND),
    ("deposits:guideline-new",      "get",  LOGIN,  HIDDEN, FOUND,     FOUND,     FORBIDDEN),
    ("deposits:guideline-new",      "post", LOGIN,  HIDDEN, FORM,      FORM,      FORBIDDEN),
    ("deposits:guideline-publish",  "post", LOGIN,  HIDDEN, FORBIDDEN, DONE,      DONE),
    ("deposits:section-new",        "get",  LOGIN,  HIDDEN, FOUND,     FOUND,     FORBIDDEN),
    ("deposits:section-new",        "post", LOGIN,  HIDDEN, FORM,      FORM,      FORBIDDEN),
    ("deposits:section-edit",       "get",  LOGIN,  HIDDEN, FOUND,     FOUND,     FORBIDDEN),
    ("deposits:section-edit",       "post", LOGIN,  HIDDEN, FORM,      FORM,      FORBIDDEN),
    ("deposits:section-drop",       "post", LOGIN,  HIDDEN, DONE,      DONE,      FORBIDDEN),
]  # fmt: skip


def scene() -> Scene:
    community = CommunityFactory(slug="asylum")
    member = MemberFactory(community=community)
    MembershipFactory(person=member.person)
    deposit = DepositFactory(community=community, kind="tool", version=None)
    VersionFactory(
        deposit=deposit,
        file=ContentFile(b"%PDF-1.7", "a.pdf"),
        file_name="a.pdf",
        captions=ContentFile(b"WEBVTT", "a.vtt"),
        preview=ContentFile(b"RIFF", "a.webp"),
    )
    section = SectionFactory(guideline__community=community)
    guideline = {"pk": section.guideline.pk}
    of_guideline = ("guideline", "guideline-publish", "section-new", "section-edit", "section-drop")
    return Scene(
        colleague=member.person,
        coordinator=MemberFactory(community=community, is_facilitator=True).person,
        keys={"slug": "asylum", "pk": deposit.pk, "number": 1, "section": section.pk},
        at={f"deposits:{name}": guideline for name in of_guideline},
        sent={"deposits:version-new": {"url": "https://example.org/second"}},
    )
