"""What follows when credentials were issued or revoked: their holders hear of it."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.credentials.models import Credential
from innesto.notifications.actions import notify


@task
def tell_issued(credential_id: int) -> None:
    """Tell the person what they were awarded, once."""
    credential = _found(credential_id)
    if credential and credential.holder:
        notify(
            [credential.holder],
            kind="credential_issued",
            key=f"credential_issued:{credential.pk}",
            title=format_lazy(_("You were awarded: {title}"), title=credential.title),
            body=_(
                "You can download it, put it into a wallet, and show its page to whom you like."
            ),
            url=credential.get_absolute_url(),
            about=credential.achievement,
        )


@task
def tell_revoked(credential_id: int) -> None:
    """Tell the person that it does not hold any more, and why."""
    credential = _found(credential_id)
    if credential and credential.holder:
        notify(
            [credential.holder],
            kind="credential_revoked",
            key=f"credential_revoked:{credential.pk}",
            title=format_lazy(
                _("A credential of yours was revoked: {title}"), title=credential.title
            ),
            body=credential.reason,
            url=credential.get_absolute_url(),
            about=credential.achievement,
        )


def _found(credential_id: int) -> Credential | None:
    found = Credential.objects.select_related("holder", "achievement")
    return found.filter(pk=credential_id).first()
