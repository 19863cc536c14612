"""Forms that two people may have open at once: nobody's words are lost in silence.

A page carries a seal of every answer that stood there when it was opened. What a colleague saved
since stays where the writer left it alone; where both wrote, the writer is told and saves again.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

SEEN = "seen"
SHOWN = 120  # letters of what a colleague wrote


class KeepsBoth(forms.BaseForm):
    """Put this before the form: ``class EditForm(KeepsBoth, PartnerForm)``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEEN] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=lambda: json.dumps(self._seals())
        )

    def clean(self) -> dict[str, Any]:
        """Keep what a colleague saved; ask where both wrote."""
        given = super().clean() or self.cleaned_data
        seen, now = _read(given.pop(SEEN, "")), self._seals()
        both = False
        for name in (name for name in now if name in given and seen.get(name, "") != now[name]):
            field = self.fields[name]
            theirs = field.prepare_value(self.get_initial_for_field(field, name))
            mine = _seal(field.prepare_value(given[name]))
            if name not in seen or mine == now[name]:
                continue
            if mine == seen[name]:
                given[name] = field.clean(theirs)
                continue
            both = True
            self.add_error(
                name,
                _("A colleague changed this meanwhile: “%(theirs)s”. Save again to keep yours.")
                % {"theirs": _said(field, theirs)},
            )
        if both:  # the writer has seen it now
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix(SEEN)] = json.dumps(now)  # type: ignore[index]
        return given

    def _seals(self) -> dict[str, str]:
        return {
            name: _seal(field.prepare_value(self.get_initial_for_field(field, name)))
            for name, field in self.fields.items()
            if name != SEEN
        }


def _seal(value: Any) -> str:
    """Return a short word for an answer; all kinds of nothing are the same."""
    text = "" if value in (None, [], ()) else str(value).replace("\r\n", "\n").strip()
    return sha256(text.encode()).hexdigest()[:12]


def _read(text: str) -> Mapping[str, str]:
    """Read the seals that a page sent; none where somebody tampered with them."""
    try:
        seals = json.loads(text or "{}")
    except ValueError:
        return {}
    return seals if isinstance(seals, dict) else {}


def _said(field: forms.Field, value: Any) -> str:
    """Say what stands there, as the form would show it."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return Truncator(choices.get(str(value), str(value or "–"))).chars(SHOWN)
