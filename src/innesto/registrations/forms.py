"""What people may say about who comes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import Membership, Organisation
from innesto.programmes.models import Partner
from innesto.programmes.queries.labels import Labels
from innesto.registrations.actions.inviting import Nominee
from innesto.registrations.models import FormQuestion, Opening, Quota, Registration
from innesto.toolkit.forms import DateField, FoldingForm

OTHER = "other"


class OpeningForm(forms.ModelForm[Opening]):
    """From when to when, how many, and who."""

    partner_roles = forms.MultipleChoiceField(
        label=_("Only organisations in these roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    person_roles = forms.MultipleChoiceField(
        label=_("Only people in these roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audiences = forms.MultipleChoiceField(
        label=_("Meant for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Others are warned, and wait until the last day to register."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Only from these countries"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Opening
        fields = [
            *("opens_on", "closes_on", "places", "reach", "needs_approval", "is_free", "note"),
            *("audiences", "person_roles", "partner_roles", "countries"),
        ]
        field_classes = {"opens_on": DateField, "closes_on": DateField}
        widgets = {"reach": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"places": _("Leave it empty if everyone can come.")}

    def __init__(
        self, *args: Any, labels: Labels, countries: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "partner_roles", labels.roles.items())
        _offer(self, "person_roles", labels.person_roles.items())
        _offer(self, "audiences", labels.audiences.items())
        _offer(self, "countries", countries)


def _offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field its choices; one without any is not asked."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*choices]
    if not field.choices:
        del form.fields[name]


class QuotaForm(forms.Form):
    """How many places some may have, or how many are kept for them."""

    whose = forms.ChoiceField(label=_("For whom"))
    seats = forms.IntegerField(label=_("How many places"), min_value=1, max_value=10_000)
    how = forms.ChoiceField(
        label=_("How it holds"),
        widget=forms.RadioSelect,
        initial="hard",
        choices=[
            ("hard", _("At most so many: whoever is more waits")),
            ("soft", _("At most so many, if possible: more come, with a warning")),
            ("kept", _("So many are kept for them until the last day to register")),
        ],
    )

    def __init__(self, *args: Any, whose: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "whose", whose)

    def clean(self) -> dict[str, Any]:
        """Places are kept for some, never for each of many."""
        answers = super().clean() or {}
        if answers.get("how") == "kept" and str(answers.get("whose", "")).endswith(":"):
            self.add_error("whose", _("Say for which: places cannot be kept for each of many."))
        return answers

    def share(self) -> dict[str, Any]:
        """Return the answers as the action wants them."""
        counted_by, _colon, key = self.cleaned_data["whose"].partition(":")
        return {
            "counted_by": counted_by,
            "key": key,
            "seats": self.cleaned_data["seats"],
            "is_reserved": self.cleaned_data["how"] == "kept",
            "is_hard": self.cleaned_data["how"] != "soft",
        }


class QuestionForm(forms.ModelForm[FormQuestion]):
    """One thing more to ask, what it is for, and how long the answers are kept."""

    choices = forms.CharField(
        label=_("To choose from, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = FormQuestion
        fields = [
            *("label", "hint", "type", "choices", "is_required", "step", "purpose", "days_kept"),
        ]
        widgets = {"step": forms.RadioSelect}
        help_texts = {"purpose": _("Whoever registers reads it beside the question.")}

    def clean_choices(self) -> list[str]:
        """Return a choice a line."""
        lines = self.cleaned_data["choices"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Want something to choose from where one of several is asked."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        is_choice = answers.get("type") == FormQuestion.Type.CHOICE
        if is_choice and len(answers.get("choices") or ()) < 2:
            self.add_error("choices", _("Give at least two."))
        return answers


class FollowUpForm(forms.Form):
    """Questions of an exchange, and what one needs to take part."""

    needs = forms.CharField(
        label=_("Access, food, help you need"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the host reads it. It is deleted after the exchange."),
    )

    def __init__(self, *args: Any, asked: Sequence[FormQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        questions = {f"question_{one.pk}": _question(one) for one in asked}
        last: dict[str, forms.Field] = {
            name: self.fields.pop(name) for name in ("needs", "gender") if name in self.fields
        }
        self.fields = {**self.fields, **questions, **last}

    def answers(self) -> dict[str, str]:
        """Return what was answered, as text, by the keys of the questions."""
        given = {one.key: self.cleaned_data[f"question_{one.pk}"] for one in self.asked}
        return {key: _as_text(value) for key, value in given.items()}

    def told(self) -> dict[str, Any]:
        """Return what the action takes."""
        kept = {"needs", "gender", "audience"} & {*self.cleaned_data}
        return {"answers": self.answers()} | {name: self.cleaned_data[name] for name in kept}


class AskingForm(FollowUpForm, FoldingForm):
    """Questions when one registers; below them what few have to answer."""

    folded = ("needs", "gender")
    folded_title = _("If you like: what you need to take part")

    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[("", _("I prefer not to say")), *Registration.Gender.choices],
        help_text=_("Only counted, for all together: nobody sees what you say."),
    )


def _as_text(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "1"
    return str(value)


def _question(one: FormQuestion) -> forms.Field:
    """Return a question as a field; what it is for stands beside it."""
    words = _("For: %(purpose)s. Kept for %(days)d days after the exchange.") % {
        "purpose": one.purpose,
        "days": one.days_kept,
    }
    options: dict[str, Any] = {
        "label": one.label,
        "required": one.is_required,
        "help_text": " ".join(filter(None, (one.hint, str(words)))),
    }
    match one.type:
        case FormQuestion.Type.DATE:
            return DateField(**options)
        case FormQuestion.Type.FLAG:
            return forms.BooleanField(**options)
        case FormQuestion.Type.CHOICE:
            choices = [("", "–"), *((choice, choice) for choice in one.choices)]
            return forms.ChoiceField(choices=choices, **options)
        case FormQuestion.Type.SHORT:
            return forms.CharField(max_length=200, **options)
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **options)


def _audience(audiences: Mapping[str, str]) -> forms.Field:
    return forms.ChoiceField(
        label=_("What describes you best?"),
        choices=[*audiences.items(), (OTHER, _("Something else"))],
        widget=forms.RadioSelect,
    )


class RegisterForm(AskingForm):
    """What somebody with an account says: for whom they come, if that is not plain."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Organisation],
        audiences: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(bodies) < 2:
            del self.fields["organisation"]
        else:
            field = self.fields["organisation"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
        if audiences:
            self.fields = {"audience": _audience(audiences), **self.fields}


class GuestForm(AskingForm):
    """The least that is needed of somebody without an account."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=120,
        help_text=_("As you want to be called: one word is enough."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We mail you a link to confirm, and the entry for your calendar."),
    )
    body = forms.CharField(label=_("For which organisation"), required=False, max_length=160)

    def __init__(self, *args: Any, audiences: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if audiences:
            folded = {name: self.fields.pop(name) for name in self.folded}
            self.fields = {**self.fields, "audience": _audience(audiences), **folded}

    def told(self) -> dict[str, Any]:
        """Return also name, address and organisation."""
        mine = {name: self.cleaned_data[name] for name in ("name", "email", "body")}
        return super().told() | mine


class ReasonForm(forms.Form):
    """Why not, for whoever has to know."""

    reason = forms.CharField(label=_("Why?"), required=False, max_length=300)


class RefuseForm(forms.Form):
    """Why somebody gets no place: they read it."""

    reason = forms.CharField(
        label=_("Why?"), max_length=300, help_text=_("The person reads it in our letter.")
    )


class NamesField(forms.CharField):
    """Names with their addresses, one a line: «Anna Rossi, anna@example.org»."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, **options)

    def clean(self, value: Any) -> list[tuple[str, str]]:
        """Return name and address of each line, or say which line cannot be read."""
        found = []
        for line in str(super().clean(value)).splitlines():
            words = line.replace(";", ",").replace("<", ",").replace(">", "").strip(" ,")
            name, _comma, email = words.rpartition(",")
            if not words:
                continue
            try:
                validate_email(email.strip())
            except ValidationError:
                raise ValidationError(
                    _("This line has no e-mail address: «%(line)s»"), params={"line": line[:60]}
                ) from None
            address = email.strip().lower()
            found.append((name.strip(" ,") or address.partition("@")[0], address))
        return found


class NominateForm(forms.Form):
    """Colleagues to tick, and others by name and address."""

    colleagues = forms.ModelMultipleChoiceField(
        label=_("Colleagues"),
        required=False,
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    others = NamesField(
        label=_("Others, one a line"),
        required=False,
        help_text=_("Name and e-mail address: Anna Rossi, anna@example.org"),
    )

    def __init__(
        self, *args: Any, members: Sequence[Membership], named_only: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colleagues"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        found = Membership.objects.filter(pk__in=[one.pk for one in members])
        field.queryset = found.select_related("person", "office").order_by("person__name", "pk")
        field.label_from_instance = _colleague  # type: ignore[method-assign,assignment]
        if named_only:
            del self.fields["others"]
        if not members:
            del self.fields["colleagues"]

    def clean(self) -> dict[str, Any]:
        """Want somebody."""
        answers = super().clean() or {}
        if not self.errors and not answers.get("colleagues") and not answers.get("others"):
            raise ValidationError(_("Name at least one person."))
        return answers

    def nominees(self, partner: Partner | None = None) -> list[Nominee]:
        """Return those who are named."""
        colleagues = [
            Nominee(person=one.person, partner=partner, office=one.office)
            for one in self.cleaned_data.get("colleagues") or ()
        ]
        others = self.cleaned_data.get("others") or ()
        return [*colleagues, *(Nominee(name, email, partner=partner) for name, email in others)]


def _colleague(member: Membership) -> str:
    return ", ".join(filter(None, (str(member.person), str(member.office or ""), member.job)))


class SubstituteForm(NominateForm):
    """One person in the stead of another."""

    def clean(self) -> dict[str, Any]:
        """Want one, and no more."""
        answers = super().clean()
        named = [*(answers.get("colleagues") or ()), *(answers.get("others") or ())]
        if len(named) > 1:
            raise ValidationError(_("One person takes the place of one."))
        return answers


class InviteForm(forms.Form):
    """Whom to invite: by role and country, or by name."""

    roles = forms.MultipleChoiceField(
        label=_("The people of organisations in these roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.MultipleChoiceField(
        label=_("Only from these countries"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = NamesField(
        label=_("Others, one a line"),
        required=False,
        help_text=_("Name and e-mail address: Anna Rossi, anna@example.org"),
    )
    part = forms.ChoiceField(
        label=_("As"), choices=Registration.Part.choices, initial="participant"
    )

    def __init__(
        self, *args: Any, labels: Labels, countries: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "roles", labels.roles.items())
        _offer(self, "countries", countries)

    def clean(self) -> dict[str, Any]:
        """Want somebody."""
        answers = super().clean() or {}
        if not self.errors and not answers.get("roles") and not answers.get("others"):
            raise ValidationError(_("Say whom: some roles, or some people."))
        return answers


QUOTAS = [
    (f"{by}:", label)
    for by, label in (
        (Quota.By.ORGANISATION, _("each organisation")),
        (Quota.By.COUNTRY, _("each country")),
        (Quota.By.PROJECT, _("each project")),
    )
]
"""Whose places may be counted in every programme."""
