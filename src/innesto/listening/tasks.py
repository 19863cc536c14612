"""What happens each morning: who listens is told that something came out, all in the same words."""

from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.listening.models import Plea, Reply
from innesto.notifications.actions import notify


@task
def tell_listeners() -> None:
    """Tell every listener, once a day, that something came out; never what, nor to whom it is."""
    today = timezone.localdate()
    new = (
        Plea.objects.filter(shown_on=today).exists()
        or Reply.objects.filter(shown_on=today).exists()
    )
    if not new:
        return
    notify(
        User.objects.filter(listener__isnull=False, is_active=True, is_staff=False).order_by("pk"),
        kind="listening",
        key=f"listening-{today}",
        title=_("Something waits for you in listening"),
        url=reverse("listening:home"),
    )


@task
def tell_invited(person_id: int, key: str) -> None:
    """Tell who was invited, in the same words as ever."""
    notify(
        User.objects.filter(pk=person_id, is_active=True, is_staff=False),
        kind="listening",
        key=key,
        title=_("Something waits for you in listening"),
        url=reverse("listening:home"),
    )
