"""Who is listed, and what we know of a person."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.forms.models import model_to_dict

from innesto.accounts.models import Invitation, User
from innesto.accounts.signals import personal_data_wanted
from innesto.journal.models import Entry
from innesto.toolkit.models import Draft
from innesto.toolkit.prepared import Prepared

OWN_FIELDS = [
    *("email", "name", "headline", "language", "languages", "contact_shown_to", "holds_office"),
    *("is_staff", "is_example", "date_joined", "last_login"),
]


@Prepared
def persons_numbered(number: int) -> QuerySet[User]:
    """Return the person with this number, for every page of who has signed in."""
    return User.objects.filter(pk=number)


def example_persons() -> QuerySet[User]:
    """Return the invented persons whom anyone may be on a demo; nobody anywhere else."""
    if not settings.DEMO:
        return User.objects.none()
    shown = User.objects.filter(is_example=True, is_active=True).exclude(headline="")
    return shown.order_by("pk")


def search_persons(text: str) -> QuerySet[User]:
    """Return the active persons whose name or address contains the text, by name."""
    found = User.objects.filter(is_active=True)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return found.order_by("name", "pk").fetch_mode(models.FETCH_RAISE)


def has_account(email: str) -> bool:
    """Tell whether somebody signs in with this address. Ask only for one who proved it theirs."""
    return User.objects.filter(email=email, is_active=True).exists()


def personal_data(person: User) -> dict[str, Any]:
    """Return all we know of a person as JSON, with what the upper floors add."""
    answers = personal_data_wanted.send_robust(sender=User, person=person)
    added: dict[str, Any] = {}
    for _receiver, answer in answers:
        if isinstance(answer, Exception):
            raise answer
        added |= answer
    return {
        "account": model_to_dict(person, OWN_FIELDS) | {"date_joined": person.date_joined},
        "addresses": _rows(EmailAddress.objects.filter(user=person), "email", "verified"),
        "second_factors": _rows(
            Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"
        ),
        "sign_in_providers": _rows(
            SocialAccount.objects.filter(user=person), "provider", "uid", "date_joined"
        ),
        "sessions": _rows(
            UserSession.objects.filter(user=person), "ip", "user_agent", "created_at"
        ),
        "invitations": _rows(
            Invitation.objects.filter(Q(accepted_by=person) | Q(email=person.email)),
            *("email", "name", "purpose", "created_at", "accepted_at"),
        ),
        "drafts": _rows(
            Draft.objects.visible_to(person), "title", "address", "answers", "saved_at"
        ),
        "journal": _rows(
            Entry.objects.filter(Q(by=person) | Q(acting_as=person)),
            *("at", "verb", "title", "facts"),
        ),
        **added,
    }


def _rows(found: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return list(found.order_by("pk").values(*fields))
