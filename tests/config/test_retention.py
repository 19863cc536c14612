"""What is kept for a time is forgotten when its time is over, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from innesto.accounts.actions import invite_person
from innesto.accounts.models import Invitation
from innesto.config.tasks import forget_what_is_old
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.programmes.models import PartnerImport
from innesto.toolkit.keeping import keepings
from innesto.toolkit.models import Draft
from tests.accounts.factories import InvitationFactory
from tests.notifications.factories import NotificationFactory
from tests.programmes.factories import (
    LIVELY,
    ApplicationFactory,
    ImportFactory,
    ProgrammeFactory,
    SelectionFactory,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEPT = LIVELY.replace(
    "    kind: other\n    fields:\n", "    kind: other\n    keep: 12 months\n    fields:\n"
).replace("type: money}", "type: money, keep: 5 years}")


def later(**length):
    """Let the schedule run so much later."""
    with time_machine.travel(NOW + timedelta(**length), tick=False):
        forget_what_is_old.enqueue()


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_domain_says_what_it_keeps_for_a_time(db, client):
    page = client.get(reverse("portal:privacy")).text

    assert sorted(keepings()) == [
        *("answers", "assessments", "diary-pictures", "documents", "drafts", "feedback"),
        *("incoming", "incoming_texts", "invitations", "letters", "messages", "needs", "notices"),
        *("partner-lists", "pleas", "quiz-answers", "recording-consents", "registration-answers"),
        *("sendings", "silent-trainees", "travellers", "unconfirmed-guests", "visitors-marks"),
        "works",
    ]
    assert "Bozze che nessuno ha continuato: dopo 180 giorni" in " ".join(page.split())


def test_drafts_are_forgotten_half_a_year_after_they_were_touched(stranger):
    for number, days in enumerate((0, 2)):
        at = NOW + timedelta(days=days)
        Draft.objects.create(user=stranger, form=f"form-{number}", address="/", saved_at=at)

    later(days=180, minutes=1)

    assert [draft.form for draft in Draft.objects.all()] == ["form-1"]


def test_invitations_nobody_accepted_lose_name_and_address(stranger):
    sent = invite_person("ines@example.org", by=stranger, purpose="x", name="Ines Invitata")
    taken = InvitationFactory(accepted_at=NOW, accepted_by=stranger)

    later(days=14 + 89)
    before = Invitation.objects.get(pk=sent.pk).email
    later(days=14 + 90, minutes=1)

    sent.refresh_from_db()
    taken.refresh_from_db()
    assert (before, sent.email, sent.name) == ("ines@example.org", "", "")
    assert taken.email != ""
    assert Entry.objects.about(sent).get().title == "Invito che nessuno ha accettato"


def test_notices_are_forgotten_a_year_after_they_were_read(stranger):
    NotificationFactory(to=stranger, read_at=NOW)
    waiting = NotificationFactory(to=stranger)

    later(days=365, minutes=1)

    assert list(Notification.objects.all()) == [waiting]


def test_lists_that_were_not_brought_in_are_forgotten_after_a_month(db):
    ImportFactory(at=NOW)
    done = ImportFactory(at=NOW, state="done")

    later(days=30, minutes=1)

    assert list(PartnerImport.objects.all()) == [done]


def test_answers_are_forgotten_field_by_field_as_the_blueprint_says(db):
    programme = ProgrammeFactory(blueprint=KEPT, ends_on=date(2026, 3, 31))
    application = ApplicationFactory(
        selection=SelectionFactory(programme=programme),
        answers={"why": "Perché abbiamo cominciato.", "budget": "10", "asked before": "x"},
    )

    def kept():
        application.refresh_from_db()
        return sorted(application.answers)

    seen = []
    for days in (390, 396, 6 * 365):
        later(days=days)
        seen.append(kept())

    assert seen == [
        ["asked before", "budget", "why"],
        ["asked before", "budget"],
        ["asked before"],
    ]
    noted = Entry.objects.filter(verb="answers_forgotten").order_by("pk")
    assert [(entry.by, entry.facts["applications"]) for entry in noted] == [(None, 1), (None, 1)]


def test_answers_of_a_form_that_says_nothing_are_kept(db):
    programme = ProgrammeFactory(lively=True, ends_on=date(2026, 3, 31))
    application = ApplicationFactory(selection=SelectionFactory(programme=programme))

    later(days=30 * 365)

    application.refresh_from_db()
    assert list(application.answers) == ["why"]
    assert timezone.now() == NOW
