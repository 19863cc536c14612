import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from innesto.journal.models import Entry
from innesto.notifications.actions import (
    UnknownKind,
    choose_mail,
    choose_mail_of_space,
    mark_about_read,
    mark_all_read,
    mark_read,
    notify,
    stop_mail,
)
from innesto.notifications.models import MailChoice, Notification
from innesto.notifications.queries import when_wanted
from tests.accounts.factories import UserFactory
from tests.notifications.factories import NotificationFactory

KIND = "invitation_accepted"


@pytest.fixture
def english(db):
    return UserFactory(name="Erin English", language="en")


def test_notify_tells_each_in_their_language(stranger, english):
    title = format_lazy(_("{who} accepted your invitation"), who="Ines")

    notify([stranger, english], kind=KIND, key="k", title=title, about=stranger)

    notice = Notification.objects.get(to=stranger)
    assert notice.title == "Ines ha accettato il tuo invito"
    assert Notification.objects.get(to=english).title == "Ines accepted your invitation"
    assert notice.about_type == ContentType.objects.get_for_model(stranger)
    assert notice.about == stranger


def test_notify_asks_a_function_for_the_words_of_each_language(stranger, english):
    def title():
        return ngettext("%(count)s passkey", "%(count)s passkeys", 2) % {"count": 2}

    notify([english], kind=KIND, key="k", title=title, body=lambda: str(_("Sign in")))

    notice = Notification.objects.get()
    assert (notice.title, notice.body) == ("2 passkeys", "Sign in")


def test_notify_tells_the_same_thing_only_once(
    stranger, english, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        notify([stranger], kind=KIND, key="k", title="A")
        notify([stranger, stranger, english], kind=KIND, key="k", title="B")

    told = Notification.objects.order_by("pk").values_list("to", "title")
    assert list(told) == [(stranger.pk, "A"), (english.pk, "B")]
    assert [mail.to for mail in mailoutbox] == [[stranger.email], [english.email]]


def test_notify_mails_nothing_before_the_commit(stranger, mailoutbox):
    notify([stranger], kind=KIND, key="k", title="A")

    assert mailoutbox == []


def test_notify_refuses_a_kind_without_words(stranger):
    with pytest.raises(UnknownKind):
        notify([stranger], kind="nonsense", key="k", title="A")


def test_mark_read_leaves_the_notices_of_others(stranger):
    notice = NotificationFactory()

    mark_read(notice, by=stranger)
    mark_all_read(by=stranger)
    before = Notification.objects.get().read_at
    mark_read(notice, by=notice.to)

    assert before is None
    assert Notification.objects.get().read_at


def test_choose_mail_changes_and_changes_again(stranger):
    choose_mail(stranger, {KIND: "never"}, by=stranger)
    choose_mail(stranger, {KIND: "now"}, by=stranger)

    assert [choice.when for choice in MailChoice.objects.all()] == ["now"]
    assert Entry.objects.filter(verb="chose_mail").count() == 2


def test_notify_leaves_out_who_did_it(stranger, english):
    notify([stranger, english], kind=KIND, key="k", title="A", by=stranger)

    assert [notice.to for notice in Notification.objects.all()] == [english]


def test_notify_writes_titles_in_one_line(stranger):
    notify([stranger], kind=KIND, key="k", title="A\r\nBcc: eva@evil.example " + "x" * 300)

    title = Notification.objects.get().title
    assert (title.startswith("A Bcc: eva"), len(title), title[-1]) == (True, 200, "…")


CHOICES = [
    ({}, "now"),
    ({("", ""): "weekly"}, "weekly"),
    ({("", ""): "weekly", ("", KIND): "daily"}, "daily"),
    ({("", ""): "weekly", ("", KIND): "daily", ("a.b:1", ""): "never"}, "never"),
    ({("", KIND): "daily", ("a.b:1", ""): "never", ("a.b:1", KIND): "now"}, "now"),
    ({("a.b:2", ""): "never", ("a.b:1", "weekly_letter"): "never"}, "now"),
]


@pytest.mark.parametrize(("choices", "wanted"), CHOICES)
def test_narrowest_choice_wins(stranger, choices, wanted):
    for (space, kind), when in choices.items():
        MailChoice.objects.create(person=stranger, space=space, kind=kind, when=when)

    assert when_wanted([stranger.pk], KIND, "a.b:1") == {stranger.pk: wanted}


def test_choose_mail_decides_again_what_waits(stranger):
    choose_mail(stranger, {"": "daily"}, by=stranger)
    notify([stranger], kind=KIND, key="k", title="A")
    before = Notification.objects.get().mail
    choose_mail(stranger, {"": "weekly"}, by=stranger)
    notify([stranger], kind=KIND, key="l", title="A")

    assert before == "daily"
    assert {notice.mail for notice in Notification.objects.all()} == {"weekly"}


def test_choose_mail_of_space_drops_what_is_empty(stranger):
    choose_mail_of_space(stranger, "a.b:1", {"": "never", KIND: "now"}, by=stranger)
    choose_mail_of_space(stranger, "a.b:1", {"": "", KIND: "now"}, by=stranger)

    chosen = MailChoice.objects.values_list("space", "kind", "when")
    assert list(chosen) == [("a.b:1", KIND, "now")]


def test_stop_mail_of_a_space_ends_whatever_came_from_it(stranger):
    MailChoice.objects.create(person=stranger, space="a.b:1", kind=KIND, when="now")

    stop_mail(stranger, space="a.b:1")
    stop_mail(stranger, space="a.b:1")

    assert when_wanted([stranger.pk], KIND, "a.b:1") == {stranger.pk: "never"}
    assert when_wanted([stranger.pk], KIND, "a.b:2") == {stranger.pk: "now"}


def test_stop_mail_of_digests_leaves_what_comes_at_once(stranger):
    choose_mail(stranger, {"invitation_wanted_again": "daily"}, by=stranger)

    stop_mail(stranger, rhythm="daily")

    assert when_wanted([stranger.pk], "invitation_wanted_again", "") == {stranger.pk: "never"}
    assert when_wanted([stranger.pk], KIND, "") == {stranger.pk: "now"}


def test_mark_about_read_leaves_other_things(stranger, english):
    about = NotificationFactory(to=stranger, about=english)
    NotificationFactory(to=stranger, about=stranger)

    mark_about_read(english, by=stranger)

    read = Notification.objects.exclude(read_at=None)
    assert [notice.pk for notice in read] == [about.pk]
