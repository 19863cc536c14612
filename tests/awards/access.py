from django.utils import timezone

from innesto.awards.actions import add_requirement, lay_out_award
from innesto.awards.models import Requirement, Statement
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.awards.factories import CandidacyFactory
from tests.credentials.factories import achievement_of, referent_of

# «colleague» is here on the way and asked as a witness; «coordinator» keeps the issuer's page.
TABLE = [
    # address                 method  nobody  stranger   colleague  coordinator operator
    ("awards:award",          "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("awards:begin",          "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("awards:give",           "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("awards:lay-out",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("awards:lay-out",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("awards:require",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("awards:require",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("awards:require-less",   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("awards:ask",            "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("awards:ask",            "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("awards:testify",        "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("awards:testify",        "post", LOGIN,  HIDDEN,    FORM,      HIDDEN,    HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    achievement = achievement_of()
    award = lay_out_award(achievement, by=None)
    asked = add_requirement(award, by=None, kind=Requirement.Kind.STATEMENT, words="Was there")
    candidacy = CandidacyFactory(award=award)
    own = CandidacyFactory(award=award, person=UserFactory())
    statement = Statement.objects.create(
        requirement=asked, candidacy=candidacy, witness=own.person, asked_at=timezone.now()
    )
    return Scene(
        colleague=own.person,
        coordinator=referent_of(achievement.issuer.organisation),
        keys={"pk": award.pk},
        at={
            "awards:give": {"pk": own.pk},
            "awards:require-less": {"pk": asked.pk},
            "awards:ask": {"pk": asked.pk},
            "awards:testify": {"pk": statement.pk},
        },
    )
