"""What people write, choose and decide in conversations."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.talk.models import Option, Poll, Report, Ruling, Thread
from innesto.toolkit.dates import read_date
from innesto.toolkit.forms import DateField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.rich_text import TooLong, as_plain, as_words, clean
from innesto.toolkit.uploads import UploadField

LONGEST = 20_000
"""Letters of a post as they are read."""


class PostField(forms.CharField):
    """What one says: written plainly, kept as clean HTML."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 7}), strip=True, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show stored HTML as people type it."""
        return as_plain(value) if isinstance(value, str) and value.startswith("<") else value

    def clean(self, value: Any) -> str:
        """Return clean HTML, or say by how much it is too long."""
        text = super().clean(value)
        too_long = _("This is far too long. Paste the text alone, without the formatting.")
        try:
            html = clean(text)
        except TooLong:
            raise forms.ValidationError(too_long, code="too_long") from None
        length = len(as_words(html))
        if length > LONGEST:
            words = gettext("%(count)d letters too many: at most %(limit)d.")
            raise forms.ValidationError(
                words % {"count": length - LONGEST, "limit": LONGEST}, code="too_long"
            )
        if not length:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return html


MARKS = _(
    "An empty line makes a paragraph, «- » a list, «> » a quotation, **two asterisks** bold, "
    "[words](address) a link. @Name Surname calls a member. Leave out what would let a minor "
    "or somebody you help be recognised."
)


class AnswerForm(forms.Form):
    """A post: its text, and what may go with it."""

    text = PostField(label=_("Your answer"), help_text=MARKS)
    called = forms.TypedMultipleChoiceField(
        label=_("Whom do you call?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"), choices=SPOKEN)
    picture = UploadField(label=_("Picture"), pictures=True, required=False)
    alternative = forms.CharField(
        label=_("What does the picture show?"),
        required=False,
        max_length=300,
        help_text=_("Needed with a picture: for those who do not see it."),
    )
    file = UploadField(label=_("File"), required=False)
    quotes = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[User] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid4().hex, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        called = self.fields["called"]
        assert isinstance(called, forms.TypedMultipleChoiceField)
        called.choices = [(person.pk, str(person)) for person in people]
        if not people:
            del self.fields["called"]

    def clean(self) -> dict[str, Any]:
        """Want words for a picture."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("picture") and not answers.get("alternative"):
            self.add_error("alternative", _("Say in a few words what the picture shows."))
        return answers

    @property
    def extras(self) -> list[forms.BoundField]:
        """Fields that few posts need: they stand folded away."""
        names = ("called", "language", "picture", "alternative", "file")
        return [self[name] for name in names if name in self.fields]

    @property
    def has_extras_open(self) -> bool:
        """Tell whether something folded away needs the eye."""
        return any(field.errors for field in self.extras)


class ThreadForm(AnswerForm):
    """A new conversation: a title and its first post."""

    title = forms.CharField(
        label=_("What is it about?"),
        max_length=150,
        help_text=_("A question or a plain sentence. For instance: Who has tried evening hours?"),
    )
    field_order = ["title", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Tell it")


class EditForm(forms.Form):
    """One's own words, corrected."""

    text = PostField(label=_("Your text"), help_text=MARKS)
    language = forms.ChoiceField(label=_("Language"), choices=SPOKEN)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class SteerForm(forms.ModelForm[Thread]):
    """How a conversation stands."""

    language = forms.ChoiceField(label=_("Language"), choices=SPOKEN)

    class Meta:
        model = Thread
        fields = ["title", "language", "state", "is_pinned"]
        widgets = {"state": forms.RadioSelect}
        labels = {
            "is_pinned": _("Keep it above the others"),
            "state": _("May one answer?"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.TypedChoiceField)
        state.choices = [
            (Thread.State.OPEN, _("Yes, it is open")),
            (Thread.State.LOCKED, _("No, it is locked for now")),
            (Thread.State.ARCHIVED, _("No, it is over and kept to be read")),
        ]


class SplitForm(forms.Form):
    """Which posts make a conversation of their own."""

    title = forms.CharField(label=_("Title of the new conversation"), max_length=150)
    numbers = forms.TypedMultipleChoiceField(
        label=_("Which posts?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, posts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = self.fields["numbers"]
        assert isinstance(numbers, forms.TypedMultipleChoiceField)
        numbers.choices = posts


class MoveForm(forms.Form):
    """Another community that the mover leads."""

    to = forms.ModelChoiceField(
        label=_("To which community?"),
        queryset=Community.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Who may read that community reads the conversation from then on."),
    )

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = communities


class JoinForm(forms.Form):
    """The conversation behind which this one goes on."""

    into = forms.IntegerField(
        label=_("Number of the other conversation"),
        min_value=1,
        help_text=_("It stands in its address. Both must be in this community."),
    )

    def __init__(self, *args: Any, others: QuerySet[Thread], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others

    def clean_into(self) -> Thread:
        """Take only a conversation of this community."""
        found = self.others.filter(pk=self.cleaned_data["into"]).first()
        if found is None:
            raise forms.ValidationError(_("This community has no conversation of this number."))
        return found


class PollForm(forms.Form):
    """A question and what may be answered."""

    question = forms.CharField(label=_("What do you ask?"), max_length=200)
    options = forms.CharField(
        label=_("Answers to choose from, one a line"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        help_text=_("Lines that are dates, such as 24/3/2027, become days to choose."),
    )
    takes_several = forms.BooleanField(label=_("One may choose several"), required=False)
    closes_on = DateField(label=_("Open until"), required=False)

    def clean_options(self) -> list[date | str]:
        """Read two to twenty answers, each once."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        wanted = list(dict.fromkeys(line for line in lines if line))
        if not 2 <= len(wanted) <= 20:
            raise forms.ValidationError(_("Give two answers at least, twenty at most."))
        if any(len(line) > 120 for line in wanted):
            raise forms.ValidationError(_("An answer is longer than 120 letters."))
        return [read_date(line) or line for line in wanted]


class VoteForm(forms.Form):
    """What a person chooses."""

    def __init__(self, *args: Any, poll: Poll, options: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.label) for one in options]
        if poll.takes_several:
            self.fields["options"] = forms.TypedMultipleChoiceField(
                label=_("Your choice"),
                choices=choices,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("You may choose several."),
            )
        else:
            self.fields["options"] = forms.TypedChoiceField(
                label=_("Your choice"),
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
            )


class ReportForm(forms.ModelForm[Report]):
    """Why a post should be looked at."""

    class Meta:
        model = Report
        fields = ["reason", "note"]
        widgets = {"reason": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        labels = {"reason": _("What is wrong?"), "note": _("What should be known")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.TypedChoiceField)
        reason.choices = Report.Reason.choices
        reason.help_text = _("What lets somebody be recognised is hidden at once.")


class RuleForm(forms.ModelForm[Ruling]):
    """What a moderator decides, and why."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Ruling
        fields = ["verdict", "reason"]
        widgets = {"verdict": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 3})}
        labels = {"verdict": _("What do you decide?"), "reason": _("Why")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = self.fields["verdict"]
        assert isinstance(verdict, forms.TypedChoiceField)
        verdict.choices = Ruling.Verdict.choices
        self.fields["reason"].help_text = _("The author reads it. Needed to hide or remove.")

    def clean(self) -> dict[str, Any]:
        """Want a reason from whoever takes something away."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("verdict") != Ruling.Verdict.KEEP and not answers.get("reason"):
            self.add_error("reason", _("Say why: the author is told."))
        return answers


class AppealForm(forms.Form):
    """Why somebody else should look again."""

    words = forms.CharField(
        label=_("Why should another person look again?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AppealAnswerForm(forms.Form):
    """What came of looking again."""

    restores = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Leave it, it may be read")), ("no", _("It stays hidden"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class QueueForm(forms.Form):
    """Which part of what waits one looks at."""

    community = forms.ChoiceField(label=_("Community"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        community, language = self.fields["community"], self.fields["language"]
        assert isinstance(community, forms.ChoiceField)
        assert isinstance(language, forms.ChoiceField)
        community.choices = [("", _("All")), *[(one.slug, one.name) for one in communities]]
        language.choices = [("", _("All")), *SPOKEN]
