"""What our annotations say of Django and Django itself does not know.

The package ``django_stubs_ext`` would say it too, but loads Django's admin, feeds and generic
views to do so: a tenth of what a process loads at its start.
"""

from typing import TYPE_CHECKING

from django.core.files.utils import FileProxyMixin
from django.db.models.fields import Field
from django.forms.models import BaseModelForm, ModelChoiceField, ModelChoiceIterator
from django.tasks import Task

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise
    from django.utils.functional import _StrPromise as StrPromise
else:
    from django.utils.functional import Promise as StrPromise

    StrOrPromise = str | StrPromise

__all__ = ["StrOrPromise", "StrPromise", "let_classes_have_parameters"]

WITH_PARAMETERS: tuple[type, ...] = (
    BaseModelForm,
    Field,
    FileProxyMixin,
    ModelChoiceField,
    ModelChoiceIterator,
    Task,
)


def let_classes_have_parameters() -> None:
    """Let us write ``ModelForm[Practice]``: what stands between brackets is for checking types."""
    for known in WITH_PARAMETERS:
        known.__class_getitem__ = classmethod(_itself)  # type: ignore[attr-defined]


def _itself(known: type, _parameters: object) -> type:
    return known
