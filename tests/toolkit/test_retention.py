from datetime import timedelta

from django.utils import timezone

from innesto.toolkit.models import Draft, Sending
from innesto.toolkit.retention import forget_drafts, forget_sendings
from tests.toolkit.factories import DraftFactory


def test_forget_sendings_forgets_only_old_keys(stranger):
    now = timezone.now()
    for days, key in ((200, 1), (3, 2)):
        Sending.objects.create(user=stranger, key=f"{key:032}", taken_at=now - timedelta(days=days))

    assert forget_sendings(now - timedelta(days=180)) == 1
    assert Sending.objects.get().key.int == 2


def test_forget_drafts_forgets_only_what_nobody_touched(db):
    now = timezone.now()
    DraftFactory(saved_at=now - timedelta(days=200))
    kept = DraftFactory(saved_at=now)

    assert forget_drafts(now - timedelta(days=180)) == 1
    assert Draft.objects.get() == kept
