from django.utils import timezone

from innesto.assessments.models import Capacity
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.assessments.factories import AssessmentFactory, InquiryFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.themes.factories import ThemeFactory

# «colleague» is here who speaks for a partner, «coordinator» who coordinates the programme.
TABLE = [
    # address                     method  nobody  stranger   colleague  coordinator operator
    ("assessments:index",         "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("assessments:new",           "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("assessments:new",           "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("assessments:detail",        "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     HIDDEN),
    ("assessments:answer",        "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    HIDDEN),
    ("assessments:answer",        "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    HIDDEN),
    ("assessments:follow",        "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, HIDDEN),
    ("assessments:discard",       "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, HIDDEN),
    ("assessments:round",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("assessments:join",          "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("assessments:close",         "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
    ("assessments:state-need",    "post", LOGIN,  HIDDEN,    FORBIDDEN, HIDDEN,    HIDDEN),
    ("assessments:of-programme",  "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("assessments:new-in",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("assessments:new-in",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("assessments:of-body",       "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("assessments:new-for-body",  "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("assessments:new-for-body",  "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("assessments:ask-staff",     "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("assessments:ask-staff",     "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="learning", state="running")
    organisation = OrganisationFactory(slug="town")
    PartnerFactory(programme=programme, organisation=organisation)
    referent = MembershipFactory(organisation=organisation, is_referent=True).person
    theme = ThemeFactory()
    inquiry = InquiryFactory(of="bodies", programme=programme, framework=None, theme=theme)
    for_body = {
        "person": referent,
        "is_of_body": True,
        "organisation": organisation,
        "framework": None,
        "theme": theme,
    }
    finished = AssessmentFactory(
        round=InquiryFactory(of="bodies", programme=programme, framework=None, theme=theme),
        answers={one.value: 0 for one in Capacity},
        finished_at=timezone.now(),
        **for_body,
    )
    begun = AssessmentFactory(**for_body)
    of_round = {"pk": inquiry.pk}
    return Scene(
        colleague=referent,
        coordinator=ParticipantFactory(
            programme=programme, user=UserFactory(), may_coordinate=True
        ).user,
        keys={"slug": "town", "pk": finished.pk, "step": 1},
        at={
            "assessments:answer": {"pk": begun.pk, "step": 1},
            "assessments:of-programme": {"slug": "learning"},
            "assessments:new-in": {"slug": "learning"},
            **{
                f"assessments:{name}": of_round for name in ("round", "join", "close", "state-need")
            },
        },
    )
