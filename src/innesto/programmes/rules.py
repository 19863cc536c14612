"""Who may do what in a programme. Reading is decided by ``visible_to`` on the querysets.

What a person's role may do is written in the blueprint as powers; no role has a name here.
"""

from innesto.accounts.models import User
from innesto.organisations.models import Organisation
from innesto.organisations.rules import speaks_for
from innesto.programmes.models import Application, Partner, Programme, Selection
from innesto.programmes.queries.register import coordinated_programme


def coordinates(user: User, programme: Programme) -> bool:
    """Tell whether the person has the coordination, of the programme or of its call."""
    return bool(coordinated_programme(user.pk, programme.pk))


def contributes(user: User, programme: Programme) -> bool:
    """Tell whether a role of the person has the power to contribute."""
    return programme.participants.current().filter(user=user, may_contribute=True).exists()


def can_create(user: User) -> bool:
    """Anyone who has signed in may prepare a programme; nobody else sees it as a draft."""
    return user.is_active


def can_coordinate(user: User, programme: Programme) -> bool:
    """Change anything of a programme that is not in the archive."""
    if programme.state == Programme.State.ARCHIVED:
        return False
    return user.is_operator or coordinates(user, programme)


def can_export(user: User, programme: Programme) -> bool:
    """Whoever coordinates takes the partner list away as a file, also from the archive."""
    return user.is_operator or coordinates(user, programme)


def can_reopen(user: User, programme: Programme) -> bool:
    """Take a programme out of the archive."""
    return programme.state == Programme.State.ARCHIVED and (
        user.is_operator or coordinates(user, programme)
    )


def can_edit_partner(user: User, partner: Partner) -> bool:
    """The coordination, and whoever keeps the page of the partner's organisation."""
    if partner.programme.state == Programme.State.ARCHIVED:
        return False
    return can_coordinate(user, partner.programme) or speaks_for(user, partner.organisation)


def vouches_for(user: User, organisation: Organisation) -> bool:
    """Say that somebody acts for an organisation, without asking it.

    Operators and its own referents may. For a body that nobody acts for yet, so may whoever
    coordinates every programme it takes part in: then no door opens that is not theirs.
    """
    if user.is_operator or speaks_for(user, organisation):
        return True
    if organisation.memberships.current().exists():
        return False
    mine = Programme.objects.coordinated_by(user)
    elsewhere = organisation.partnerships.exclude(programme__in=mine.values("pk"))
    return not elsewhere.exists()


def can_apply(user: User, selection: Selection) -> bool:
    """Whoever acts for an organisation may apply while the selection is open."""
    return selection.is_open and Organisation.objects.of(user).exists()


def can_judge(user: User, selection: Selection) -> bool:
    """Contributors judge, never the application of a body they act for (see the action)."""
    if selection.state != Selection.State.CLOSED:
        return False
    programme = selection.programme
    return can_coordinate(user, programme) or contributes(user, programme)


def can_withdraw_application(user: User, application: Application) -> bool:
    """Who applied, or keeps the page of the organisation that did, until it is decided."""
    return application.selection.state != Selection.State.DECIDED and (
        application.sent_by_id == user.pk or speaks_for(user, application.organisation)
    )
