from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.listening.models import Circle, Plea
from innesto.listening.queries import may_be_invited
from innesto.toolkit.forms import SearchChoiceField
from innesto.toolkit.languages import SPOKEN


class PleaForm(forms.Form):
    """What one asks without a name."""

    about = forms.ChoiceField(
        label=_("What is it about?"), choices=Plea.About, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What do you want to ask?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=_("Leave out names, places, dates and figures: they may give you away."),
    )
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)
    says_size = forms.BooleanField(
        label=_("Say in broad words how large my municipality is"), required=False
    )


class ReplyForm(forms.Form):
    """What one answers."""

    text = forms.CharField(
        label=_("Your reply"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    is_signed = forms.BooleanField(
        label=_("Sign with my name"),
        required=False,
        help_text=_("Without a name we do not keep who wrote it, and you cannot take it back."),
    )


class CircleForm(forms.ModelForm[Circle]):
    """A circle and its rules."""

    rules = forms.CharField(
        label=_("Rules that everyone accepts before coming in"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    class Meta:
        model = Circle
        fields = ["name", "rules"]


class InviteForm(forms.Form):
    """Whom one invites."""

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = SearchChoiceField(
            label=_("Whom do you invite?"),
            find=lambda text: may_be_invited(text, circle),
            key=lambda one: str(one.pk),
            help_text=_("An elected administrator or somebody who listens, by name."),
        )


class WordForm(forms.Form):
    """What one says in a circle."""

    text = forms.CharField(
        label=_("What do you want to say?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
