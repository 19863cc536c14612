"""Who may ask, write and decide. Reading is decided by ``Document.objects.visible_to``."""

from innesto.accounts.models import User
from innesto.documents.models import Document
from innesto.programmes.models import Programme
from innesto.programmes.rules import can_coordinate


def can_ask(user: User, programme: Programme) -> bool:
    """Ask partners for a document: whoever coordinates."""
    return can_coordinate(user, programme)


def can_write(user: User, document: Document) -> bool:
    """Answer: the person it is asked of, else the partner's people, or who coordinates for them."""
    if not document.is_open or document.programme.state == Programme.State.ARCHIVED:
        return False
    if document.person_id:
        return document.person_id == user.pk
    return can_coordinate(user, document.programme) or _is_own(user, document)


def can_decide(user: User, document: Document) -> bool:
    """Accept what was handed in, or send it back."""
    handed_in = document.state == Document.State.HANDED_IN
    return handed_in and can_coordinate(user, document.programme)


def can_let_off(user: User, document: Document) -> bool:
    """Move the day of what is owed, or say that it is not owed any more."""
    return document.is_open and can_coordinate(user, document.programme)


def can_read_answers(user: User, document: Document) -> bool:
    """What is not handed in yet is read by those alone who write it."""
    return document.is_given or _is_own(user, document)


def _is_own(user: User, document: Document) -> bool:
    return Document.objects.of(user).filter(pk=document.pk).exists()
