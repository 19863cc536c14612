from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.documents.factories import AttachmentFactory, DocumentFactory, ReportingFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory

# «colleague» acts for the partner that owes the document.
TABLE = [
    # address                   method  nobody  stranger   colleague  coordinator operator
    ("documents:index",         "get",  FOUND,  FOUND,     FOUND,     FOUND,      FOUND),
    ("documents:ask",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FOUND),
    ("documents:ask",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,       FORM),
    ("documents:detail",        "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("documents:write",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FOUND),
    ("documents:write",         "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORM),
    ("documents:accept",        "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       DONE),
    ("documents:return",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FOUND),
    ("documents:return",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORM),
    ("documents:extend",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FOUND),
    ("documents:extend",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORM),
    ("documents:excuse",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FOUND),
    ("documents:excuse",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORM),
    ("documents:attachment",    "get",  HIDDEN, HIDDEN,    FOUND,     FORBIDDEN,  FORBIDDEN),
]  # fmt: skip


def scene() -> Scene:
    programme = ReportingFactory(slug="reporting")
    partner = PartnerFactory(programme=programme)
    colleague = MembershipFactory(organisation=partner.organisation).person
    coordinator = UserFactory()
    ParticipantFactory(programme=programme, user=coordinator, may_coordinate=True)
    owed = DocumentFactory(partner=partner, programme=programme)
    survey = DocumentFactory(
        partner=partner, programme=programme, kind="survey", template="needs",
        state="handed_in", handed_in_at=owed.asked_at,
    )  # fmt: skip
    file = AttachmentFactory(document=owed)
    decided = {"pk": survey.pk}
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={"slug": "reporting", "pk": owed.pk, "attachment": file.pk},
        at={"documents:accept": decided, "documents:return": decided},
    )
