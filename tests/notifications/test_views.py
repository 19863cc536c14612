import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.notifications.models import Notification
from innesto.notifications.queries import count_unread, mail_choices, morning_of
from innesto.notifications.stopping import Stop
from tests.notifications.factories import NotificationFactory

INDEX = reverse("notifications:index")


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_notice_and_for_three(
    client, stranger, count, django_assert_num_queries
):
    notices = NotificationFactory.create_batch(count, to=stranger, url="/")
    NotificationFactory(title="Of somebody else")
    client.force_login(stranger)
    client.get(INDEX)

    with django_assert_num_queries(
        7
    ):  # the reader, their spaces, how many, the page, how many wait, two for the frame
        page = client.get(INDEX)

    assert [notice.title in page.text for notice in notices] == [True] * count
    assert "Of somebody else" not in page.text


def test_index_shows_only_what_waits_when_asked(client, stranger):
    NotificationFactory(to=stranger, title="Old", read_at=timezone.now())
    NotificationFactory(to=stranger, title="New")
    client.force_login(stranger)

    page = client.get(INDEX, {"mostra": "da-leggere"}).text

    assert ("Old" in page, "New" in page) == (False, True)


def test_empty_index_says_what_will_come(client, stranger):
    client.force_login(stranger)

    assert "Nessun avviso" in client.get(INDEX).text


def test_follow_marks_read_and_leads_there(client, stranger):
    notice = NotificationFactory(to=stranger, url="/stile/")
    client.force_login(stranger)

    answer = client.post(reverse("notifications:follow", args=[notice.pk]))

    assert answer["Location"] == "/stile/"
    assert Notification.objects.get().read_at


def test_read_all_leaves_nothing_waiting(client, stranger):
    NotificationFactory.create_batch(2, to=stranger)
    client.force_login(stranger)

    client.post(reverse("notifications:read_all"))

    assert count_unread(stranger) == 0


def test_choices_are_kept(client, stranger):
    client.force_login(stranger)
    wanted = {"everything": "daily", "invitation_accepted": "never", "hour": "8"}

    before = client.get(reverse("notifications:choices")).context["form"].initial
    client.post(reverse("notifications:choices"), {**before, **wanted})

    assert before == {"everything": "", "hour": 7, "time_zone": "Europe/Rome"}
    assert mail_choices(stranger) == {"": "daily", "invitation_accepted": "never"}
    assert morning_of(stranger).hour == 8


@pytest.mark.django_db
def test_visitors_have_no_notices(nobody):
    NotificationFactory()

    assert count_unread(nobody) == 0


def test_stop_by_a_mail_program_needs_no_sign_in(client, stranger):
    stop = Stop(stranger.pk, kind="invitation_accepted")
    address = reverse("notifications:stop", args=[stop.token])

    page = client.get(address)
    before = mail_choices(stranger)
    done = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert "Una persona che hai invitato accetta" in page.text
    assert (before, done.status_code) == ({}, 200)
    assert mail_choices(stranger) == {"invitation_accepted": "never"}


def test_stop_refuses_a_link_that_is_not_whole(client, stranger):
    token = Stop(stranger.pk).token

    for changed in (token[:-1], "x" + token, "nonsense"):
        answer = client.post(reverse("notifications:stop", args=[changed]))
        assert answer.status_code == 404


def test_choices_of_a_space_that_is_closed_are_hidden(client, stranger):
    client.force_login(stranger)

    for label in ("practices.practice:999", "practices.practice:x", "no.such:1", "nonsense"):
        answer = client.get(reverse("notifications:choices-of-space", args=[label]))
        assert answer.status_code == 404
