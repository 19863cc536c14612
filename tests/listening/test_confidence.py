"""Who asked in confidence: every kind of person tries to find out, at every address."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from innesto.accounts.queries import personal_data
from innesto.journal.models import Entry
from innesto.listening import views
from innesto.listening.actions import (
    AlreadyClosed,
    AlreadyInvited,
    TooFew,
    TooMany,
    accept_rules,
    agree_to_listen,
    break_seals,
    close_plea,
    invite_into_circle,
    leave_circle,
    open_circle,
    plead,
    reply_to_plea,
    speak_in_circle,
    step_forward,
    stop_listening,
)
from innesto.listening.models import Circle, Plea, Reply, Seal
from innesto.listening.queries import FEWEST, own_pleas, pleas_for, size_said_of
from innesto.listening.tasks import tell_listeners
from innesto.notifications.models import Notification
from innesto.search.models import Document, Pending
from innesto.toolkit.models import Draft
from tests.accounts.factories import UserFactory
from tests.listening.factories import make_elected, make_listener, make_plea
from tests.places.factories import PlaceFactory

pytestmark = pytest.mark.django_db

TEXT = "Mi chiedono di firmare e ho paura"


@pytest.fixture
def asker():
    """Return a mayor among enough others for nobody to be guessed."""
    for _number in range(FEWEST):
        make_elected()
    return make_elected(name="Sandra Sindaca", email="sandra@example.org")


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


def say(asker, **more):
    return plead(by=asker, about="decision", text=TEXT, language="it", **more)


@pytest.mark.capability("S-11")
def test_plead_leaves_no_trace_that_leads_to_the_asker(asker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        plea = say(asker)

    traces = [Entry, Notification, Document, Pending, Draft]
    assert [model.objects.count() for model in traces] == [0] * len(traces)
    columns = {field.name for field in Plea._meta.concrete_fields}
    assert columns == {
        *("handle", "about", "text", "language", "size", "shown_on", "closed_on", "signed_by")
    }
    assert [field.name for field in Seal._meta.concrete_fields] == ["mark"]
    assert str(asker.pk) not in {plea.pk, Seal.objects.get().pk}


def test_a_plea_comes_out_the_morning_after(asker, clock):
    listener = make_listener()
    plea = say(asker)

    assert [*pleas_for(listener, on=timezone.localdate())] == []
    clock.shift(timedelta(days=1))
    assert [*pleas_for(listener, on=timezone.localdate())] == [plea]


@pytest.mark.capability("S-11")
def test_only_the_asker_finds_their_plea_again(asker):
    plea = say(asker)

    assert [*own_pleas(asker)] == [plea]
    assert [[*own_pleas(other)] for other in (make_listener(), UserFactory())] == [[], []]


def test_an_older_secret_key_still_opens_the_seal(asker, settings):
    plea = say(asker)

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"

    assert [*own_pleas(asker)] == [plea]
    settings.SECRET_KEY_FALLBACKS = []
    assert [*own_pleas(asker)] == []


@pytest.mark.capability("S-11")
def test_nobody_reads_the_asker_on_any_page(asker, client, admin):
    """Also an operator who holds an office and agreed to listen before becoming one."""
    listener = make_listener()
    plea = make_plea(asker, text=TEXT)
    circle = open_circle(by=asker, name="Segreto", rules="Qui.")
    elected_operator = make_listener(is_staff=True, email="op@example.org")
    pages = [
        reverse("listening:home"),
        plea.get_absolute_url(),
        circle.get_absolute_url(),
        reverse("listening:sign", args=[plea.pk]),
        reverse("journal:register"),
        reverse("portal:desk"),
        reverse("notifications:index"),
    ]
    for person in (listener, UserFactory(), admin, elected_operator):
        client.force_login(person)
        texts = [client.get(page, follow=True).text for page in pages]
        assert not [text for text in texts if "Sandra" in text or "Segreto" in text]
        seen = [TEXT in text for text in texts]
        assert seen == [person == listener] * 2 + [False] * 5


def test_whoever_helps_in_the_account_of_the_asker_sees_nothing(asker, rf):
    make_plea(asker, text=TEXT)
    request = rf.get("/ascolto/")
    request.user, request.support = asker, object()

    with pytest.raises(Http404):
        views.ask(request)
    with pytest.raises(Http404):
        views.plea(request, Plea.objects.get().pk)


def test_pages_are_kept_by_no_browser(asker, client):
    client.force_login(asker)

    response = client.get(make_plea(asker).get_absolute_url())

    assert "no-store" in response["Cache-Control"]
    assert "data-leave" in response.text


def test_all_listeners_are_told_once_in_the_same_words_and_the_asker_is_not(asker, clock):
    make_listener()
    listener = make_listener()
    say(asker)
    tell_listeners.call()
    assert not Notification.objects.exists()
    clock.shift(timedelta(days=1))

    tell_listeners.call()
    tell_listeners.call()

    told = Notification.objects.values_list("title", "body", "url", "key").distinct()
    assert (Notification.objects.count(), told.count()) == (2, 1)
    assert not Notification.objects.filter(to=asker).exists()
    assert Notification.objects.filter(to=listener).count() == 1


def test_the_export_hands_a_plea_to_the_asker_alone(asker):
    say(asker)
    listener = make_listener()

    assert [one["text"] for one in personal_data(asker)["asked_in_confidence"]] == [TEXT]
    assert TEXT not in str(personal_data(listener))


def test_replies_are_signed_only_if_wanted_and_the_asker_answers_a_day_later(asker):
    listener, plea = make_listener(), make_plea(asker)

    signed = reply_to_plea(plea, by=listener, text="Ci sono.", is_signed=True)
    unsigned = reply_to_plea(plea, by=listener, text="Anch’io.")
    own = reply_to_plea(plea, by=asker, text="Grazie.")

    today = timezone.localdate()
    assert [one.author for one in (signed, unsigned, own)] == [listener, None, None]
    assert [one.by_asker for one in (signed, unsigned, own)] == [False, False, True]
    assert own.shown_on == today + timedelta(days=1)


def test_step_forward_shows_the_name_from_then_on(asker):
    plea = make_plea(asker)
    reply_to_plea(plea, by=asker, text="Grazie.")

    step_forward(plea, by=asker)
    later = reply_to_plea(plea, by=asker, text="Sono io.")

    plea.refresh_from_db()
    assert (plea.signed_by, later.author) == (asker, asker)
    assert Reply.objects.filter(author=None, by_asker=True).count() == 1


def test_a_closed_plea_takes_nothing_more(asker):
    plea = make_plea(asker)
    close_plea(plea)

    with pytest.raises(AlreadyClosed):
        close_plea(plea)
    with pytest.raises(AlreadyClosed):
        step_forward(plea, by=asker)
    with pytest.raises(AlreadyClosed):
        reply_to_plea(plea, by=asker, text="Ancora.")


def test_nothing_is_sent_where_the_asker_would_be_guessed():
    with pytest.raises(TooFew):
        say(make_elected())

    assert not Plea.objects.exists()


def test_three_in_a_week_is_the_most(asker):
    for _number in range(3):
        say(asker)

    with pytest.raises(TooMany):
        say(asker)


def test_the_size_is_said_only_where_five_would_fit(asker):
    small = PlaceFactory(population=3_000)
    mayors = [make_elected(place=small) for _number in range(FEWEST)]
    alone = make_elected(place=PlaceFactory(population=900_000))

    assert (size_said_of(mayors[0]), size_said_of(alone)) == ("small", "")
    assert say(alone, says_size=True).size == ""
    assert say(mayors[0], says_size=True).size == "small"


def test_break_seals_leaves_the_plea_to_nobody(asker):
    say(asker)

    break_seals(asker)

    assert ([*own_pleas(asker)], Plea.objects.count()) == ([], 1)


def test_stop_listening_closes_the_door(asker):
    make_plea(make_elected())
    agree_to_listen(by=asker)
    assert pleas_for(asker, on=timezone.localdate()).count() == 1

    stop_listening(by=asker)

    assert pleas_for(asker, on=timezone.localdate()).count() == 0


@pytest.mark.capability("S-11")
def test_a_circle_is_known_to_those_invited_and_read_by_those_who_accepted(asker, client):
    guest = make_listener()
    circle = open_circle(by=asker, name="Sindaci", rules="Resta qui.")
    seat = invite_into_circle(circle, guest)
    with pytest.raises(AlreadyInvited):
        invite_into_circle(circle, guest)
    speak_in_circle(circle, by=asker, text="Non dormo")
    client.force_login(guest)

    before = client.get(circle.get_absolute_url()).text
    refused = client.post(circle.get_absolute_url(), {"text": "Io neanche"}).status_code
    accept_rules(seat)
    after = client.get(circle.get_absolute_url()).text

    assert ("Non dormo" in before, "Resta qui." in before, refused) == (False, True, 403)
    assert "Non dormo" in after
    assert not Entry.objects.filter(title__contains="Sindaci").exists()


def test_a_circle_that_all_left_is_gone(asker):
    circle = open_circle(by=asker, name="Sindaci", rules="Resta qui.")

    leave_circle(circle.seats.get())

    assert not Circle.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_as_often_however_much_there_is(asker, client, django_assert_num_queries, count):
    listener = make_listener()
    for _number in range(count):
        make_plea(asker)
    client.force_login(listener)
    client.get(reverse("listening:home"))

    with django_assert_num_queries(12):
        client.get(reverse("listening:home"))
