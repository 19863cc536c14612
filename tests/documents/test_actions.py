import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.documents.actions import (
    AlreadyAsked,
    NoSuchForm,
    NotHandedIn,
    NotLater,
    NotOpen,
    accept_document,
    ask_for_document,
    excuse_document,
    extend_document,
    hand_in_document,
    return_document,
    save_document,
)
from innesto.documents.models import Document
from innesto.documents.queries.facts import document_facts
from innesto.documents.retention import forget_old_documents
from innesto.documents.tasks import remind_of_documents
from innesto.exchanges.queries.findings import findings_of
from innesto.lineage.models import Link
from innesto.notifications.models import Notification
from innesto.programmes.actions.programme import change_blueprint
from tests.accounts.factories import UserFactory
from tests.documents.factories import REPORTING, DocumentFactory, ReportingFactory
from tests.exchanges.factories import ExchangeFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory

pytestmark = pytest.mark.django_db
DUE = datetime.date(2027, 3, 25)


@pytest.fixture
def ada():
    return UserFactory(name="Ada")


@pytest.fixture
def owed(ada):
    partner = PartnerFactory(programme=ReportingFactory(), roles=["city"])
    return ask_for_document(partner.programme, "report", by=ada, partner=partner, due_on=DUE)


def test_ask_for_document_keeps_the_form_as_it_is_now(owed, ada):
    text = REPORTING.replace("Che cosa abbiamo dato", "Altro")
    change_blueprint(owed.programme, text, based_on=owed.programme.edition, by=ada)

    owed = Document.objects.get(pk=owed.pk)

    assert (owed.state, owed.due_on, owed.is_public, owed.has_term) == ("owed", DUE, True, True)
    assert owed.asked.fields[1].label.read("it") == "Che cosa abbiamo dato"


def test_ask_for_document_twice_moves_its_day_and_makes_no_second_one(owed, ada):
    later = DUE + datetime.timedelta(days=9)

    again = ask_for_document(owed.programme, "report", by=ada, partner=owed.partner, due_on=later)

    assert (again.pk, again.due_on) == (owed.pk, later)


def test_ask_for_document_leaves_a_day_that_was_extended(owed, ada):
    extended = extend_document(owed, until=DUE.replace(day=31), reason="Ferie", by=ada)

    with pytest.raises(AlreadyAsked) as refused:
        ask_for_document(owed.programme, "report", by=ada, partner=owed.partner, due_on=DUE)

    assert refused.value.args[0].due_on == extended.due_on


def test_ask_for_document_refuses_a_form_the_blueprint_lacks(owed, ada):
    with pytest.raises(NoSuchForm):
        ask_for_document(owed.programme, "poem", by=ada, partner=owed.partner)


def test_ask_for_document_tells_who_answers_for_the_partner(
    owed, ada, django_capture_on_commit_callbacks
):
    keeper = MembershipFactory(organisation=owed.partner.organisation, is_referent=True).person
    MembershipFactory(organisation=owed.partner.organisation)

    with django_capture_on_commit_callbacks(execute=True):
        ask_for_document(owed.programme, "needs", by=ada, partner=owed.partner)

    assert [(n.to, n.kind) for n in Notification.objects.all()] == [(keeper, "document_owed")]


def test_save_document_keeps_what_is_there_for_colleagues(owed, ada):
    saved = save_document(owed, {"learned": "Si può"}, by=ada, language="it")

    assert (saved.state, saved.answers) == ("draft", {"learned": "Si può"})


def test_hand_in_document_ends_the_debt_and_tells_the_coordination(
    owed, ada, django_capture_on_commit_callbacks
):
    coordinator = UserFactory()
    ParticipantFactory(programme=owed.programme, user=coordinator, may_coordinate=True)

    with django_capture_on_commit_callbacks(execute=True):
        given = hand_in_document(owed, {"learned": "Si può"}, by=ada, language="it")

    assert (given.state, given.handed_in_by) == ("handed_in", ada)
    assert [(n.to, n.kind) for n in Notification.objects.all()] == [
        (coordinator, "document_handed_in")
    ]


@pytest.mark.capability("C-26")
def test_hand_in_document_hangs_on_the_exchange_and_what_it_cites(ada):
    exchange, other = ExchangeFactory(), ExchangeFactory()
    document = DocumentFactory(work_kind="exchanges.exchange", work_key=str(exchange.pk))

    hand_in_document(document, {}, by=ada, cites=[("exchanges.exchange", str(other.pk))])

    links = Link.objects.filter(later_kind="documents.document", later_key=str(document.pk))
    assert {link.earlier_key for link in links} == {str(exchange.pk), str(other.pk)}


def test_hand_in_document_refuses_a_second_time(owed, ada):
    hand_in_document(owed, {}, by=ada)

    with pytest.raises(NotOpen):
        hand_in_document(owed, {"learned": "Altro"}, by=ada)


def test_hand_in_document_again_replaces_the_file(owed, ada):
    hand_in_document(owed, {}, by=ada, files={"proof": ContentFile(b"one", "one.txt")})
    return_document(owed, reason="È il file sbagliato", by=ada)

    hand_in_document(owed, {}, by=ada, files={"proof": ContentFile(b"two", "two.txt")})

    assert [(one.file_name, one.file.read()) for one in owed.attachments.all()] == [
        ("two.txt", b"two")
    ]


def test_return_document_says_why_and_opens_it_again(owed, ada):
    hand_in_document(owed, {}, by=ada)

    back = return_document(owed, reason="Mancano le prove", by=ada)

    assert (back.state, back.reason, back.is_open) == ("returned", "Mancano le prove", True)


def test_accept_document_refuses_what_is_not_handed_in(owed, ada):
    with pytest.raises(NotHandedIn):
        accept_document(owed, by=ada)


def test_extend_document_keeps_every_day(owed, ada):
    extend_document(owed, until=DUE.replace(day=28), reason="Neve", by=ada)
    extend_document(owed, until=DUE.replace(day=30), reason="Ancora neve", by=ada)

    kept = [(one.before.day, one.until.day) for one in owed.postponements.all()]
    assert kept == [(28, 30), (25, 28)]


def test_extend_document_refuses_an_earlier_day(owed, ada):
    with pytest.raises(NotLater):
        extend_document(owed, until=DUE, reason="Neve", by=ada)


def test_excuse_document_lets_off_until_it_is_asked_again(owed, ada):
    excuse_document(owed, reason="Non c’è stato", by=ada)

    again = ask_for_document(owed.programme, "report", by=ada, partner=owed.partner, due_on=DUE)

    assert (again.pk, again.state) == (owed.pk, "owed")


def test_excuse_document_refuses_what_was_accepted(owed, ada):
    hand_in_document(owed, {}, by=ada)
    accept_document(owed, by=ada)

    with pytest.raises(NotOpen):
        excuse_document(owed, reason="Tardi", by=ada)


def test_document_facts_are_what_was_handed_in(owed, ada):
    assert document_facts(owed.programme) == ()

    hand_in_document(owed, {}, by=ada)

    (fact,) = document_facts(owed.programme)
    assert (fact.template, fact.owner, fact.state) == (
        "report", owed.partner.organisation.slug, "published",
    )  # fmt: skip


def test_rules_about_documents_are_computed(owed, ada):
    before = [finding.rule for finding in findings_of(owed.programme)]

    hand_in_document(owed, {"learned": "Si può"}, by=ada)

    after = [finding.rule for finding in findings_of(owed.programme)]
    assert ("a-report-each" in before, "a-report-each" in after) == (True, False)


def test_remind_of_documents_once_before_and_once_after():
    keeper = MembershipFactory(is_referent=True)
    today = timezone.localdate()
    for days in (-30, -8, -3, 5, 20):
        DocumentFactory(
            partner=PartnerFactory(programme=ReportingFactory(), organisation=keeper.organisation),
            due_on=today + datetime.timedelta(days=days),
        )

    remind_of_documents.call()
    remind_of_documents.call()

    keys = Notification.objects.filter(to=keeper.person).values_list("key", flat=True)
    assert sorted(key.split("-")[2] for key in keys) == ["late", "soon"]


def test_answers_are_forgotten_after_their_time(owed, ada):
    hand_in_document(owed, {"learned": "Si può"}, by=ada)
    programme = owed.programme
    programme.ends_on = datetime.date(2027, 6, 30)
    programme.save()

    within = forget_old_documents(timezone.now().replace(year=2027, month=12))
    after = forget_old_documents(timezone.now().replace(year=2028, month=8))

    owed.refresh_from_db()
    assert (within, after, owed.answers, owed.state) == (0, 1, {}, "handed_in")
