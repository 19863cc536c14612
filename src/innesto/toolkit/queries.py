"""Questions about drafts."""

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from innesto.toolkit.models import Draft
from innesto.toolkit.prepared import Prepared


def saved_draft(
    user: AbstractBaseUser | AnonymousUser, form: str, subject: str = ""
) -> Draft | None:
    """Return what this person had written in this form about this thing."""
    return Draft.objects.visible_to(user).filter(form=form, subject=subject).first()


@Prepared
def open_drafts(person: int) -> QuerySet[Draft, tuple[str, str]]:
    """Title and address of what a person began and did not send, the last saved first."""
    drafts = Draft.objects.visible_to(get_user_model()(pk=person))
    return drafts.order_by("-saved_at", "-pk").values_list("title", "address")
