"""What is told beside the sheet: a story, questions, translations, links, challenges."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.lineage.models import Link
from innesto.organisations.models import Organisation
from innesto.practices.forms.sheet import ThemesField
from innesto.practices.models import Challenge, Practice, Question, Telling, Translation
from innesto.practices.queries.catalogue import Part
from innesto.practices.queries.translating import originals_of
from innesto.themes.models import Theme
from innesto.toolkit.forms import DateField, DecimalField, RichField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.rich_text import as_words


class TellingForm(forms.ModelForm[Telling]):
    """A case in four steps."""

    context = RichField(label=_("Context: where, when, for whom"), limit=2000)
    obstacles = RichField(label=_("Obstacles: what stood in the way"), limit=2000)
    steps = RichField(label=_("Administrative steps: which acts, in which order"), limit=3000)
    result = RichField(label=_("Result: what came of it"), limit=2000)
    session_on = DateField(label=_("Day of the session"), required=False)

    class Meta:
        model = Telling
        fields = ["tellers", "context", "obstacles", "steps", "result", "session", "session_on"]


class QuestionForm(forms.ModelForm[Question]):
    """A question on a case."""

    text = forms.CharField(
        label=_("Your question or comment"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Question
        fields = ["text"]


class RoomQuestionForm(forms.ModelForm[Question]):
    """A question collected in the room."""

    text = forms.CharField(
        label=_("The question from the room"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Question
        fields = ["text", "asker"]


class AnswerForm(forms.Form):
    """An answer that everyone reads."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )


class TranslationForm(forms.Form):
    """The texts of a sheet in another language, each below its original."""

    language = forms.ChoiceField(label=_("Into which language?"))
    origin = forms.ChoiceField(
        label=_("Who translated it?"),
        choices=[
            (Translation.Origin.AUTHOR, _("whoever wrote the sheet")),
            (Translation.Origin.HUMAN, _("another person")),
            (Translation.Origin.MACHINE, _("a machine")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [pair for pair in SPOKEN if pair[0] != practice.language]
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = choices
        self.originals = originals_of(practice)
        for original in self.originals:
            field: forms.CharField = (
                RichField(required=False)
                if original.is_rich
                else forms.CharField(required=False, max_length=original.limit)
            )
            field.label = original.label
            field.help_text = as_words(original.text) if original.is_rich else original.text
            self.fields[original.key] = field

    @property
    def texts(self) -> dict[str, str]:
        """Return what was translated, by field."""
        keys = [original.key for original in self.originals]
        return {key: self.cleaned_data[key] for key in keys if self.cleaned_data.get(key)}


class MachineForm(forms.Form):
    """The language into which a machine translates."""

    language = forms.ChoiceField(label=_("Into which language?"))

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_people = practice.translations.exclude(origin=Translation.Origin.MACHINE)
        there = {practice.language, *by_people.values_list("language", flat=True)}
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [pair for pair in SPOKEN if pair[0] not in there]


class LinkForm(forms.Form):
    """What this practice is to another one, or to a shared challenge."""

    relation = forms.ChoiceField(
        label=_("This practice …"),
        choices=[
            (one.value, one.label)
            for one in Link.Relation
            if one not in {Link.Relation.PROVES, Link.Relation.SHOWN, Link.Relation.ANSWERS}
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("How?"), required=False, max_length=300)

    def __init__(self, *args: Any, practice: Practice, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = Practice.objects.visible_to(person).published().exclude(pk=practice.pk)
        self.fields["other"] = SearchChoiceField(
            label=_("… which practice?"),
            find=lambda text: list(shown.filter(title__icontains=text).order_by("title")[:10]),
            key=lambda one: one.slug,
            shown=lambda one: one.title,
            help_text=_("Write some words of its title."),
        )
        self.order_fields(["relation", "other", "note"])


class AnswersForm(forms.Form):
    """The challenge that a practice answers."""

    challenge = forms.ModelChoiceField(
        label=_("Which shared challenge does it answer?"), queryset=Challenge.objects.none()
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["challenge"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Challenge.objects.visible_to(person)


class ChallengeForm(forms.ModelForm[Challenge]):
    """A problem that many share."""

    themes = ThemesField(
        Theme.objects.filter(scheme__key__in=["data-theme", "sdg"]).select_related("scheme"),
        label=_("Themes"),
        required=False,
    )

    class Meta:
        model = Challenge
        fields = ["title", "about", "strand", "themes"]
        help_texts = {"title": _("For instance: how do you make good policy with two people?")}

    def __init__(self, *args: Any, strands: Sequence[Part] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = self.fields.pop("strand").label
        if strands:
            self.fields["strand"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", "–"), *((one.key, one.question or one.word) for one in strands)],
            )
            self.order_fields(["title", "about", "strand", "themes"])


class JointActionForm(forms.Form):
    """What is done together, what it costs and who pays what."""

    process = forms.CharField(
        label=_("What do you do together?"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    agreement = forms.CharField(label=_("Which agreement?"), required=False, max_length=300)
    agreement_url = forms.URLField(label=_("Where is it?"), required=False)
    rule = forms.CharField(
        label=_("How are the costs split?"),
        required=False,
        max_length=200,
        help_text=_("For instance: by inhabitants."),
    )
    cost = DecimalField(
        label=_("What does it cost a year?"), max_digits=12, decimal_places=2, min_value=0
    )
    members = forms.CharField(
        label=_("Who takes part, and what does each pay?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line: name of the organisation; sum. Comune di Agliè; 1200"),
    )

    def clean_members(self) -> dict[Organisation, Any]:
        """Read the lines, and find each organisation in the register."""
        members: dict[Organisation, Any] = {}
        money = DecimalField(max_digits=12, decimal_places=2, min_value=0, localize=False)
        for line in self.cleaned_data["members"].splitlines():
            name, _sign, sum_ = line.rpartition(";")
            if not line.strip():
                continue
            found = Organisation.objects.standing().filter(name__iexact=name.strip()).first()
            if found is None:
                raise forms.ValidationError(
                    _("“%(line)s”: there is no such organisation in the register.") % {"line": line}
                )
            members[found] = money.clean(sum_.strip().replace(",", "."))
        return members
