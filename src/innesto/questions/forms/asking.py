"""What is asked, and what one says below it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.organisations.models import Organisation
from innesto.places.queries import search_places
from innesto.questions.models import Question
from innesto.questions.queries.page import practices_named
from innesto.themes.models import Theme
from innesto.toolkit.forms import RichField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN


class AskForm(forms.Form):
    """A question to the experts of a community."""

    kind = forms.ChoiceField(
        label=_("What do you bring?"), choices=Question.Kind, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Your question in one sentence"),
        max_length=160,
        help_text=_("As you would ask a colleague: “May we share the form without a new consent?”"),
    )
    body = RichField(
        label=_("What should one know to answer?"),
        limit=4000,
        required=False,
        help_text=_("What is there, what you tried, what hinders. No names of citizens."),
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("None of these"),
    )
    language = forms.ChoiceField(label=_("In which language do you write?"))
    organisation = forms.ModelChoiceField(
        label=_("For whom do you ask?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("For myself"),
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"),
        choices=Question.Urgency,
        coerce=int,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(
        label=_("Who may read it?"), choices=Question.Audience, widget=forms.RadioSelect
    )
    anonymity = forms.ChoiceField(
        label=_("Who sees that you ask?"),
        choices=Question.Anonymity,
        widget=forms.RadioSelect,
        help_text=_(
            "Without a name, the territory is hidden too. What you write may give you away."
        ),
    )

    def __init__(self, *args: Any, person: User, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = SearchChoiceField(
            label=_("Which territory is it about?"),
            required=False,
            find=lambda text: search_places(text, limit=8),
            key=lambda one: str(one.pk),
            help_text=_("A municipality, if the answer depends on where it is."),
        )
        theme, language = self.fields["theme"], self.fields["language"]
        organisation = self.fields["organisation"]
        assert isinstance(theme, forms.ModelChoiceField)
        assert isinstance(language, forms.ChoiceField)
        assert isinstance(organisation, forms.ModelChoiceField)
        theme.queryset = themes_for(community)
        language.choices = SPOKEN
        organisation.queryset = Organisation.objects.of(person)
        self.order_fields(
            ["kind", "title", "body", "theme", "language", "organisation", "place", "urgency"]
        )


def themes_for(community: Community) -> Any:
    """Return the themes of a community's programme, else those that all share."""
    programme = community.programme
    scheme = programme.scheme_id if programme else None
    if scheme is None and programme and programme.call:
        scheme = programme.call.scheme_id
    chosen = Theme.objects.filter(scheme=scheme) if scheme else shared_themes()
    return chosen.order_by("scheme", "position", "key")


def shared_themes() -> Any:
    """Return the themes that all programmes share."""
    return Theme.objects.filter(scheme__key="sdg").order_by("scheme", "position", "key")


class ChangeForm(forms.Form):
    """The words of a question that waits."""

    title = forms.CharField(label=_("Your question in one sentence"), max_length=160)
    body = RichField(label=_("What should one know to answer?"), limit=4000, required=False)


class AnswerForm(forms.Form):
    """An answer, and perhaps the practice that shows how it is done."""

    body = RichField(label=_("Your answer"), limit=8000)
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice"] = SearchChoiceField(
            label=_("A practice that shows it"),
            required=False,
            find=lambda text: practices_named(text, viewer=person),
            key=lambda one: str(one.object_id),
            shown=lambda one: one.title,
            help_text=_("Write some words of its title."),
        )
        self.order_fields(["body", "practice", "language"])


class CommentForm(forms.Form):
    """A word below a question."""

    text = forms.CharField(
        label=_("Your comment"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )
    asks_detail = forms.BooleanField(label=_("I need this detail to answer"), required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the line of steps, for whoever is asked next."),
    )


class ReopenForm(forms.Form):
    """What was missing in the answers."""

    why = forms.CharField(
        label=_("What is missing?"), max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )
