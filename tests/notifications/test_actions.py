import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from innesto.journal.models import Entry
from innesto.notifications.actions import (
    UnknownKind,
    choose_mail,
    mark_all_read,
    mark_read,
    notify,
)
from innesto.notifications.models import MailChoice, Notification
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
