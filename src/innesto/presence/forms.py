"""What people type about presence."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.exchanges.models import Exchange
from innesto.presence.codes import session_of_code
from innesto.presence.models import Attendance, Requirement
from innesto.presence.sessions import Session, sessions_of
from innesto.registrations.models import Registration
from innesto.registrations.queries.people import attendees_of
from innesto.toolkit.forms import DecimalField


class SessionForm(forms.Form):
    """A session of an exchange, by its key."""

    session = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {one.key: one for one in sessions_of(exchange)}

    def clean_session(self) -> Session:
        """Take only a session there is."""
        found = self.sessions.get(self.cleaned_data["session"])
        if found is None:
            raise forms.ValidationError(_("This exchange has no such session any more."))
        return found


class RollForm(SessionForm):
    """Who came, ticked on the list."""

    came = forms.ModelMultipleChoiceField(
        queryset=Registration.objects.none(),
        label=_("Who is there"),
        error_messages={"required": _("Tick at least one name.")},
    )

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, exchange=exchange, **kwargs)
        came = self.fields["came"]
        assert isinstance(came, forms.ModelMultipleChoiceField)
        came.queryset = attendees_of(exchange)


class WalkInForm(SessionForm):
    """Somebody who came without a registration."""

    name = forms.CharField(label=_("Name and surname"), max_length=120)
    body = forms.CharField(label=_("Organisation"), max_length=160, required=False)


class CodeForm(forms.Form):
    """The code on the screen or on the sheet, and the session it belongs to."""

    code = forms.CharField(
        label=_("Code on the sign"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(
        self, *args: Any, exchange: Exchange, at: datetime, said: datetime | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exchange, self.at, self.said = exchange, at, said

    def clean(self) -> dict[str, Any]:
        """Find the session, or say that the code is over."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if typed := answers.get("code"):
            found = session_of_code(self.exchange, typed, at=self.at, said=self.said)
            if found is None:
                self.add_error(
                    "code",
                    _("This code is not valid now. Read the sign again, or tell the organisers."),
                )
            else:
                answers["session"], answers["moment"] = found
        return answers


class CorrectForm(forms.Form):
    """How long somebody was there, said anew."""

    hours = DecimalField(
        label=_("Hours that count"),
        min_value=0,
        max_digits=4,
        decimal_places=2,
        help_text=_("For instance 1.5. Nought if the person was not there."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, attendance: Attendance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        length = attendance.ends_at - attendance.starts_at
        self.most = Decimal(length.total_seconds()) / 3600
        self.initial.setdefault("hours", round(Decimal(attendance.minutes) / 60, 2))

    def clean_hours(self) -> Decimal:
        """Nobody is longer in a session than it lasts."""
        hours: Decimal = self.cleaned_data["hours"]
        if hours > self.most:
            raise forms.ValidationError(_("The session is not that long."))
        return hours


class ShareForm(forms.ModelForm[Requirement]):
    """What a certificate asks for."""

    class Meta:
        model = Requirement
        fields = ["share"]


class RevokeForm(forms.Form):
    """Why a certificate does not hold any more."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Whoever verifies the code reads this.")
    )


class VerifyForm(forms.Form):
    """The code on a certificate."""

    code = forms.CharField(label=_("Code of the certificate"), max_length=30)
