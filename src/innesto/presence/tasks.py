"""What follows when certificates were handed out."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.notifications.actions import notify
from innesto.presence.models import Certificate


@task
def tell_certificates(certificate_ids: list[int]) -> None:
    """Tell each person that their certificate is ready, once."""
    found = Certificate.objects.filter(pk__in=certificate_ids, person__isnull=False)
    for certificate in found.select_related("person", "exchange").order_by("pk"):
        assert certificate.person
        notify(
            [certificate.person],
            kind="certificate_issued",
            key=f"certificate_issued:{certificate.pk}",
            title=format_lazy(
                _("Your certificate of attendance: {exchange}"), exchange=certificate.title
            ),
            body=_("You can download it, and whoever gets it can verify it by its code."),
            url=certificate.get_absolute_url(),
            about=certificate.exchange,
        )
