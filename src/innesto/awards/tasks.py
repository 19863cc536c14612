"""What happens after the commit: witnesses are asked."""

from django.tasks import task
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.awards.models import Statement
from innesto.notifications.actions import notify
from innesto.toolkit.addresses import address_of


@task
def ask_witness_of(statement_id: int) -> None:
    """Ask a colleague to say what a requirement wants."""
    found = Statement.objects.select_related("candidacy__person", "requirement")
    statement = found.get(pk=statement_id)
    person = statement.candidacy.person
    notify(
        User.objects.filter(pk=statement.witness_id, is_active=True),
        kind="statement_asked",
        key=f"statement:{statement.pk}",
        title=lambda: _("You are asked as a witness about %(name)s") % {"name": person},
        body=statement.requirement.words,
        url=address_of("awards:testify", statement.pk),
        about=statement,
    )
