"""Questions about drafts."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from innesto.toolkit.models import Draft


def saved_draft(
    user: AbstractBaseUser | AnonymousUser, form: str, subject: str = ""
) -> Draft | None:
    """Return what this person had written in this form about this thing."""
    return Draft.objects.visible_to(user).filter(form=form, subject=subject).first()


def open_drafts(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Draft]:
    """Drafts of a person, the last saved first, for the desk."""
    return Draft.objects.visible_to(user).defer("answers").order_by("-saved_at", "-pk")
