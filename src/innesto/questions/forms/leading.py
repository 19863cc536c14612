"""What who leads decides: experts, promise, articles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Community, Member
from innesto.questions.forms.asking import themes_for
from innesto.questions.models import Article, Desk, Expert
from innesto.themes.models import Theme
from innesto.toolkit.forms import RichField
from innesto.toolkit.languages import SPOKEN


class ExpertForm(forms.Form):
    """What an expert answers on."""

    kind = forms.ChoiceField(label=_("What are they?"), choices=Expert.Kind)
    about = forms.CharField(
        label=_("What do they know, in a line?"), max_length=200, required=False
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("On which themes?"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means: on all."),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        choices=SPOKEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        themes.queryset = themes_for(community)


class NameExpertForm(ExpertForm):
    """A member who becomes an expert; whether they stand in the directory, they say themselves."""

    member = forms.ModelChoiceField(
        label=_("Which member?"), queryset=Member.objects.none(), empty_label=None
    )

    field_order = ["member"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, community=community, **kwargs)
        member = self.fields["member"]
        assert isinstance(member, forms.ModelChoiceField)
        known = Expert.objects.filter(community=community)
        found = Member.objects.current().filter(community=community)
        found = found.exclude(person__in=known.values("person"))
        member.queryset = found.select_related("person").order_by("person__name", "pk")


class OwnExpertForm(ExpertForm):
    """What experts say of themselves."""

    is_willing = forms.BooleanField(label=_("I take questions now"), required=False)
    is_listed = forms.BooleanField(
        label=_("I stand in the directory of experts that everyone with an account reads"),
        required=False,
    )


class DeskForm(forms.ModelForm[Desk]):
    """What the desk promises."""

    class Meta:
        model = Desk
        fields = ["promised_days", "escalates_after", "lease_hours"]


class ArticleForm(forms.Form):
    """Title, text, language and themes of an article."""

    title = forms.CharField(
        label=_("Title"), max_length=Article._meta.get_field("title").max_length
    )
    body = RichField(label=_("Text"), limit=12_000)
    language = forms.ChoiceField(label=_("In which language?"), choices=SPOKEN)
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        themes.queryset = themes_for(community)


class DirectoryForm(forms.Form):
    """Whom one looks for among the experts."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(
        self,
        *args: Any,
        themes: list[tuple[str, str]],
        countries: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {"theme": themes, "language": SPOKEN, "country": countries}
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]
