from innesto.credentials.actions import issue_credential
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, LOGIN, Scene
from tests.credentials.factories import achievement_of, referent_of
from tests.organisations.factories import OrganisationFactory

# «colleague» holds the credential, «coordinator» keeps the page of who issued it.
TABLE = [
    # address                   method  nobody  stranger   colleague  coordinator operator
    ("credentials:index",        "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:index",        "post", FORM,   FORM,      FORM,      FORM,       FORM),
    ("credentials:credential",   "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:download",     "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:show",         "post", LOGIN,  FORBIDDEN, DONE,      FORBIDDEN,  FORBIDDEN),
    ("credentials:revoke",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("credentials:revoke",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("credentials:achievements", "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:new",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("credentials:new",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("credentials:change-key",   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
    ("credentials:achievement",  "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:image",        "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:edit",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("credentials:edit",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("credentials:move",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,       DONE),
    ("credentials:award",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("credentials:award",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("credentials:issuer",       "get",  DONE,   DONE,      DONE,      DONE,       DONE),
    ("credentials:keys",         "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:status",       "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("credentials:status-token", "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
]  # fmt: skip


def scene() -> Scene:
    organisation = OrganisationFactory(slug="anci")
    achievement = achievement_of(organisation)
    holder = UserFactory()
    credential = issue_credential(achievement, holder=holder, by=None)
    of_issuer = {"code": achievement.issuer.code}
    of_list = {**of_issuer, "number": 1}
    return Scene(
        colleague=holder,
        coordinator=referent_of(organisation),
        keys={"slug": "anci", "pk": achievement.pk, "code": credential.code, "kind": "json"},
        at={
            "credentials:issuer": of_issuer,
            "credentials:keys": of_issuer,
            "credentials:status": of_list,
            "credentials:status-token": of_list,
        },
    )
