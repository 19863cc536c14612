"""Messages: who gets them, how answers come back, and that nobody else reads them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from innesto.accounts.signals import personal_data_wanted
from innesto.correspondence import rules
from innesto.correspondence.actions import (
    NobodyToWriteTo,
    TooManyMessages,
    answer_message,
    send_message,
)
from innesto.correspondence.models import Copy, Enclosure, Message
from innesto.correspondence.queries import TO_ALL_A_DAY, own_sides, side_of, sides_of
from innesto.correspondence.replies import take_answer
from innesto.correspondence.retention import FIVE_YEARS, forget_messages
from innesto.notifications.models import Notification
from innesto.organisations.actions import merge_organisations
from innesto.toolkit.taking_replies import Reply, ReplyRefused
from tests.accounts.factories import UserFactory
from tests.correspondence.factories import AnswerFactory, CopyFactory, MessageFactory, project_of
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return ProgrammeFactory(slug="call", names={"it": "Territori"})


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def side(programme, name):
    return next(one for one in sides_of(programme) if one.label == name)


def send(call, sender, to, *, by, **more):
    words = {"subject": "A mediator", "text": "Who lends us one?", "language": "it"} | more
    return send_message(call, sender=side(call, sender), to=to, by=by, **words)


@pytest.mark.capability("T-33")
def test_send_message_tells_the_people_of_the_other_project_alone(call, run, mailoutbox):
    _one, anna = project_of(call, "Asti")
    _other, bruno = project_of(call, "Cuneo")
    _third, carla = project_of(call, "Alba")

    with run():
        message = send(call, "Asti", [side(call, "Cuneo")], by=anna)

    told = [(mail.to, mail.subject) for mail in mailoutbox]
    assert told == [([bruno.email], "[Territori] A mediator")]
    assert [list(Message.objects.visible_to(who)) for who in (anna, bruno, carla)] == [
        [message],
        [message],
        [],
    ]


@pytest.mark.capability("T-33")
def test_send_message_to_all_gives_each_project_a_copy_of_its_own(call, run):
    _one, anna = project_of(call, "Asti")
    _other, bruno = project_of(call, "Cuneo")
    _third, carla = project_of(call, "Alba")

    with run():
        message = send(call, "Asti", sides_of(call), by=anna, is_to_all=True)
    AnswerFactory(copy=message.copies.get(project__names__it="Cuneo"), author=bruno)

    read = {who.name: Copy.objects.visible_to(who).count() for who in (anna, bruno, carla)}
    assert read == {"Of Asti": 2, "Of Cuneo": 1, "Of Alba": 1}
    assert Notification.objects.filter(kind="message_sent").count() == 2


def test_message_between_partners_reaches_colleagues_where_nobody_is_named(run):
    programme = ProgrammeFactory()
    turin, asti, paris = PartnerFactory.create_batch(3, programme=programme)
    writer = MembershipFactory(organisation=turin.organisation).person
    colleague = MembershipFactory(organisation=asti.organisation).person
    MembershipFactory(organisation=paris.organisation)
    named = UserFactory()
    ParticipantFactory(programme=programme, partner=paris, user=named)

    with run():
        send_message(
            programme,
            sender=own_sides(writer, programme)[0],
            to=sides_of(programme),
            subject="Hours",
            text="When do you open?",
            language="it",
            is_to_all=True,
            by=writer,
        )

    told = Notification.objects.order_by("to").values_list("to", flat=True)
    assert set(told) == {colleague.pk, named.pk}


def test_send_message_refuses_oneself(call):
    _one, anna = project_of(call, "Asti")

    with pytest.raises(NobodyToWriteTo):
        send(call, "Asti", [side(call, "Asti")], by=anna)


def test_send_message_to_all_is_for_twice_a_day(call):
    _one, anna = project_of(call, "Asti")
    project_of(call, "Cuneo")
    for _time in range(TO_ALL_A_DAY):
        send(call, "Asti", sides_of(call), by=anna, is_to_all=True)

    with pytest.raises(TooManyMessages):
        send(call, "Asti", sides_of(call), by=anna, is_to_all=True)
    send(call, "Asti", [side(call, "Cuneo")], by=anna)

    assert Message.objects.count() == TO_ALL_A_DAY + 1


def test_message_is_read_by_no_operator_and_no_coordination_of_the_call(call, admin):
    _one, anna = project_of(call, "Asti")
    project_of(call, "Cuneo")
    coordinator = UserFactory()
    ParticipantFactory(programme=call, user=coordinator, may_coordinate=True)

    message = send(call, "Asti", [side(call, "Cuneo")], by=anna)
    to_all = send(call, "Asti", sides_of(call), by=anna, is_to_all=True)

    assert list(Message.objects.visible_to(admin)) == []
    assert list(Message.objects.visible_to(coordinator)) == [to_all]
    assert message.copies.count() == 1


def test_answer_message_comes_back_and_stays_with_it(call, run, mailoutbox):
    _one, anna = project_of(call, "Asti")
    _other, bruno = project_of(call, "Cuneo")
    message = send(call, "Asti", [side(call, "Cuneo")], by=anna)
    copy = message.copies.get()

    with run():
        answer_message(copy, text="We do.", language="it", by=bruno)
    with run():
        answer_message(copy, text="Thank you.", language="it", by=anna)

    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([anna.email], "[Territori] A mediator"),
        ([bruno.email], "[Territori] A mediator"),
    ]
    told = copy.answers.order_by("pk").values_list("text", "is_of_sender")
    assert list(told) == [("We do.", False), ("Thank you.", True)]
    message.refresh_from_db()
    assert message.last_at > message.sent_at


def test_answer_by_mail_lands_with_the_message(call):
    _one, anna = project_of(call, "Asti")
    _other, bruno = project_of(call, "Cuneo")
    copy = send(call, "Asti", [side(call, "Cuneo")], by=anna).copies.get()
    file = SimpleUploadedFile("a.txt", b"words")

    take_answer(Reply(bruno, str(copy.pk), "By mail.", [file]))

    assert [answer.text for answer in copy.answers.all()] == ["By mail."]
    assert Enclosure.objects.visible_to(anna).get().name == "a.txt"


def test_answer_by_mail_of_a_third_project_is_refused(call):
    _one, anna = project_of(call, "Asti")
    project_of(call, "Cuneo")
    _third, carla = project_of(call, "Alba")
    copy = send(call, "Asti", [side(call, "Cuneo")], by=anna).copies.get()

    with pytest.raises(ReplyRefused):
        take_answer(Reply(carla, str(copy.pk), "Me too."))


def test_nobody_writes_in_an_archived_programme(call):
    _one, anna = project_of(call, "Asti")
    call.state = "archived"

    assert not rules.can_write(anna, call)


def test_observer_of_a_project_does_not_speak_for_it(call):
    one, _anna = project_of(call, "Asti")
    funder = UserFactory()
    ParticipantFactory(programme=one, user=funder)

    assert own_sides(funder, call) == []


def test_messages_of_five_years_ago_are_forgotten_with_their_files(call):
    old = timezone.now() - timedelta(days=FIVE_YEARS + 1)
    gone = CopyFactory(message=MessageFactory(programme=call, sent_at=old))
    kept = MessageFactory(programme=call)
    enclosure = Enclosure.objects.create(message=gone.message, name="a.txt")
    enclosure.file.save("a.txt", SimpleUploadedFile("a.txt", b"words"))
    stored, path = enclosure.file.storage, enclosure.file.name

    count = forget_messages(timezone.now() - timedelta(days=FIVE_YEARS))

    assert (count, list(Message.objects.all())) == (1, [kept])
    assert not stored.exists(path)


def test_messages_of_a_merged_partner_go_on_with_the_one_kept(admin):
    programme = ProgrammeFactory()
    kept, double, writer = PartnerFactory.create_batch(3, programme=programme)
    message = MessageFactory(programme=programme, partner=writer)
    CopyFactory(message=message, partner=kept)
    answered = AnswerFactory(copy=CopyFactory(message=message, partner=double))

    merge_organisations(kept.organisation, double.organisation, by=admin)

    answered.refresh_from_db()
    assert side_of(answered.copy).partner == kept.pk
    assert message.copies.count() == 1


def test_person_gets_what_they_wrote(call):
    _one, anna = project_of(call, "Asti")
    project_of(call, "Cuneo")
    send(call, "Asti", [side(call, "Cuneo")], by=anna)

    handed = personal_data_wanted.send(type(anna), person=anna)

    found = next(data["messages"] for _receiver, data in handed if "messages" in data)
    assert [one["subject"] for one in found] == ["A mediator"]
