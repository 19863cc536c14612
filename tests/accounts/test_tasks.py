import datetime
import itertools

import pytest
from django.utils import timezone

from innesto.accounts.tasks import mail_invitation
from innesto.config.settings import TASK_OPTIONS
from tests.accounts.factories import InvitationFactory


def test_invitation_that_the_mail_server_refuses_leaves_later_and_once(
    db, mailoutbox, without_mail_server
):
    invitation = InvitationFactory()

    with without_mail_server(), pytest.raises(ConnectionRefusedError):
        mail_invitation.call(invitation.pk)
    mail_invitation.call(invitation.pk)
    mail_invitation.call(invitation.pk)

    assert len(mailoutbox) == 1


def test_invitation_taken_back_is_not_mailed(db, mailoutbox):
    mail_invitation.call(InvitationFactory(revoked_at=timezone.now()).pk)

    assert mailoutbox == []


def test_mail_is_tried_again_for_two_days():
    first, longest = TASK_OPTIONS["BACKOFF_INITIAL"], TASK_OPTIONS["BACKOFF_MAX"]
    waits = (min(first * 2**n, longest) for n in itertools.count())

    patience = sum(itertools.islice(waits, mail_invitation.max_attempts - 1))

    assert datetime.timedelta(seconds=patience) > datetime.timedelta(days=2)
