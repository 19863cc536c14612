import pytest

from innesto.accounts.actions import erase_person
from innesto.notifications.actions import choose_mail_of_space
from innesto.notifications.models import MailChoice, Morning, Notification
from innesto.notifications.receivers import hand_over_notices
from tests.accounts.factories import UserFactory
from tests.notifications.factories import NotificationFactory

pytestmark = pytest.mark.django_db


def test_erase_person_drops_what_they_were_told_and_wanted(django_capture_on_commit_callbacks):
    person, other = UserFactory(), UserFactory()
    for each in (person, other):
        NotificationFactory(to=each)
        MailChoice.objects.create(person=each, kind="invitation_accepted", when="never")
        Morning.objects.create(person=each, time_zone="Europe/Rome")

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=person)

    assert [notice.to for notice in Notification.objects.all()] == [other]
    assert [choice.person for choice in MailChoice.objects.all()] == [other]
    assert [morning.person for morning in Morning.objects.all()] == [other]


def test_hand_over_names_the_space_of_each_choice():
    person = UserFactory()
    choose_mail_of_space(person, "communities.community:3", {"": "daily"}, by=person)

    handed = hand_over_notices(person)

    assert handed["mail_choices"] == [
        {"space": "communities.community:3", "kind": "", "when": "daily"}
    ]
