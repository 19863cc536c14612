"""Who belongs to a community, and what is shared with another one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Community, Member
from innesto.communities.queries.bridges import ways_from
from innesto.organisations.queries import organisations_named, shown_organisation
from innesto.toolkit.forms import SearchChoiceField


class ByName(forms.ModelChoiceField[Community]):
    """A choice among communities, each with its programme."""

    def label_from_instance(self, obj: Community) -> str:
        """Name the community so that it cannot be confused."""
        return f"{obj.programme} – {obj}" if obj.programme else str(obj)


class MemberForm(forms.Form):
    """How closely somebody belongs, for whom, and what they take care of."""

    level = forms.ChoiceField(
        label=_("Level"),
        choices=Member.Level,
        widget=forms.RadioSelect,
        help_text=_(
            "A guest (a university, an association, a company) reads and answers, and opens"
            " nothing of their own."
        ),
    )
    is_facilitator = forms.BooleanField(label=_("Facilitates"), required=False)
    is_steward = forms.BooleanField(label=_("Keeps the community"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = SearchChoiceField(
            label=_("For which organisation"),
            required=False,
            find=organisations_named,
            key=lambda organisation: organisation.slug,
            shown=shown_organisation,
            names=lambda organisation: [organisation.name],
        )
        self.order_fields(["name", "email", "organisation"])

    def clean(self) -> dict[str, Any]:
        """Give no task to a guest."""
        answers = super().clean() or {}
        has_task = answers.get("is_facilitator") or answers.get("is_steward")
        if answers.get("level") == Member.Level.GUEST and has_task:
            self.add_error("level", _("A guest has no task here. Choose another level."))
        return answers


class InviteForm(MemberForm):
    """Whom to invite by e-mail, and as what."""

    name = forms.CharField(label=_("Name and surname"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("An invitation goes there. Nobody gets an account before they accept it."),
    )


class BridgeForm(forms.Form):
    """To which community a work is offered, and why."""

    to = ByName(label=_("To which community"), queryset=Community.objects.none(), empty_label="–")
    reason = forms.CharField(
        label=_("Why it is of use there"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, community: Community, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, ByName)
        to.queryset = ways_from(community, viewer=person)


class AnswerForm(forms.Form):
    """Why a work is not shown here."""

    answer = forms.CharField(
        label=_("Why not"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
