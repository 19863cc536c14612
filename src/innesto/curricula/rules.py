"""Who may do what with curricula. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.curricula.models import Curriculum
from innesto.organisations.models import Organisation
from innesto.programmes import rules as programmes
from innesto.programmes.models import Programme


def can_start(user: User, programme: Programme | None = None) -> bool:
    """Who coordinates a programme starts one in it; whoever acts for a body, a free one."""
    if programme:
        return programmes.can_coordinate(user, programme)
    return user.is_operator or Organisation.objects.of(user).exists()


def can_write(user: User, curriculum: Curriculum) -> bool:
    """Its authors, who coordinates its programme, and operators."""
    return can_publish(user, curriculum) or curriculum.authors.filter(pk=user.pk).exists()


def can_publish(user: User, curriculum: Curriculum) -> bool:
    """Who coordinates its programme, and operators; authors publish a free one themselves."""
    if curriculum.programme:
        return programmes.can_coordinate(user, curriculum.programme)
    return user.is_operator or curriculum.authors.filter(pk=user.pk).exists()
