"""Fields for dates as people write them, for long texts and for choices among thousands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.dates import read_date
from innesto.toolkit.letters import plain_letters
from innesto.toolkit.renderer import drawn_select
from innesto.toolkit.rich_text import TooLong, as_plain, as_words, clean

gettext_noop("- Select an option -")  # what Django puts first into selects, in few languages yet


class Select(forms.Select):
    """A choice among many, drawn without a dictionary for each option; groups are Django's."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Draw what Django would draw."""
        choices = [(key, label) for key, label in self.choices]
        if any(isinstance(label, list | tuple) for _key, label in choices):
            return super().render(name, value, attrs, renderer)
        chosen = {*self.format_value(value)}
        return drawn_select(name, self.build_attrs(self.attrs, attrs), choices, chosen)


class ChoiceField(forms.ChoiceField):
    """A choice among many: the filters of lists."""

    widget = Select


class DecimalField(forms.DecimalField):
    """A figure; the noughts with which a column pads it are not shown: 53, never 53.000.

    A browser sends a point; words typed without one are read with either: 1.234,5 as 1,234.5.
    """

    def to_python(self, value: Any) -> Any:
        """Read a comma too: what stands last parts the whole from the rest."""
        if isinstance(value, str) and "," in value:
            parts, tens = (",", ".") if value.rfind(",") > value.rfind(".") else (".", ",")
            value = value.replace(tens, "").replace(parts, ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Write what is kept as one would type it."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class DateInput(forms.DateInput):
    """The date picker of the browser, or plain text when what was typed is no date."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """A browser would drop a date that does not exist: show it as text instead."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _is_iso(shown):
            context["widget"]["type"] = "text"
        return context


class DateField(forms.DateField):
    """A date written as in a letter, «24 marzo 2026», or as in a table, «24/3/2026»."""

    widget = DateInput
    default_error_messages = {
        "invalid": _("This date does not exist or cannot be read. For example: 24/3/2026")
    }

    def to_python(self, value: Any) -> date | None:
        """Read ISO dates, dates with figures, and dates with the month as a word."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        found = read_date(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def _is_iso(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Typed:
    """What came from a search-and-choose field: the words, and the choice if one was offered."""

    text: str
    pick: str = ""

    def __str__(self) -> str:
        return self.text


class SearchChoiceInput(forms.TextInput):
    """A text field with suggestions while typing, and radio buttons when words are not enough."""

    template_name = "toolkit/widgets/search_choice.html"

    def __init__(
        self, *, url: StrOrPromise | None = None, attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.url = url
        self.candidates: list[tuple[str, str]] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the suggestions' address and the things that the words may mean."""
        pick = value.pick if isinstance(value, Typed) else ""
        context = super().get_context(name, value, attrs)
        context["widget"]["url"] = self.url and f"{self.url}?{urlencode({'field': name})}"
        context["widget"]["candidates"] = [
            (key, shown, key == pick) for key, shown in self.candidates
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        """Read the words and, if one was offered, the choice."""
        text = str(data.get(name, "")).strip()
        return Typed(text, str(data.get(f"{name}_pick", ""))) if text else None


class SearchChoiceField[T](forms.Field):
    """One thing among thousands, found by its name and never guessed in silence.

    ``find`` gives the few best things for some words; ``key`` their identity as text; ``shown``
    writes one so that it cannot be confused; ``names`` gives all that it may be called. Exactly
    one thing of that name is taken. With several, or with none that fits exactly, the person is
    asked. ``url`` answers with ``suggestions`` while one types; without it nothing is lost.
    """

    default_error_messages = {
        "unclear": _("More than one fits. Choose the one you mean."),
        "near": _("Nothing has exactly this name. Choose one of these or write it differently."),
        "unknown": _("Nothing found with this name. Check how it is written."),
    }

    def __init__(
        self,
        *,
        find: Callable[[str], Sequence[T]],
        key: Callable[[T], str],
        shown: Callable[[T], str] = str,
        names: Callable[[T], Sequence[str]] | None = None,
        url: StrOrPromise | None = None,
        **options: Any,
    ) -> None:
        super().__init__(widget=SearchChoiceInput(url=url), **options)
        self.find = find
        self.key = key
        self.shown = shown
        self.names = names or (lambda thing: [shown(thing)])

    def prepare_value(self, value: Any) -> Any:
        """Show an initial thing by its name."""
        if value is None or isinstance(value, Typed | str):
            return value
        return Typed(self.shown(value), self.key(value))

    def to_python(self, value: Typed | None) -> T | None:
        """Return the one thing meant, or ask."""
        if value is None:
            return None
        found = list(self.find(value.text))
        chosen = [thing for thing in found if self.key(thing) == value.pick]
        exact = [
            thing
            for thing in found
            if plain_letters(value.text)
            in {plain_letters(name) for name in (self.shown(thing), *self.names(thing))}
        ]
        if len(chosen) == 1 or len(exact) == 1:
            return (chosen or exact)[0]
        offered = exact or found
        self.widget.candidates = [(self.key(thing), self.shown(thing)) for thing in offered]
        code = "unclear" if exact else "near" if found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare by what is shown."""
        return str(self.prepare_value(initial) or "") != str(data or "")


class FoldingForm(forms.Form):
    """A form that folds the questions few have to answer below the others.

    It stands open where one of them was answered, or answered wrongly.
    """

    template_name = "toolkit/_parts/folding_form.html"
    folded: Sequence[str] = ()
    folded_title: StrOrPromise = ""

    @property
    def is_unfolded(self) -> bool:
        """Something is said below the fold."""
        return any(self[name].value() for name in self.folded) or any(
            name in self.errors for name in self.folded
        )


class RichField(forms.CharField):
    """A long text; its limit counts letters as they are read, not the markup that came along."""

    def __init__(self, *, limit: int = 0, **options: Any) -> None:
        rows = 4 if 0 < limit <= 600 else 8
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.limit = limit

    def prepare_value(self, value: Any) -> Any:
        """Show stored HTML as people type it."""
        return as_plain(value) if isinstance(value, str) and value.startswith("<") else value

    def clean(self, value: Any) -> str:
        """Return clean HTML, or say by how much it is too long."""
        text = super().clean(value)
        try:
            html = clean(text)
        except TooLong:
            raise forms.ValidationError(
                _("This is far too long. Paste the text alone, without the formatting.")
            ) from None
        length = len(as_words(html))
        if self.limit and length > self.limit:
            words = gettext("%(count)d letters too many: at most %(limit)d.")
            raise forms.ValidationError(
                words % {"count": length - self.limit, "limit": self.limit}, code="too_long"
            )
        return html


class DraftForm(forms.Form):
    """What a draft is about, beside the answers of the form that is being filled in."""

    draft_form = forms.CharField(max_length=80)
    draft_subject = forms.CharField(max_length=80, required=False)
    draft_title = forms.CharField(max_length=200, required=False)
    draft_address = forms.CharField(max_length=300)

    def clean_draft_address(self) -> str:
        """Lead back to a page of this site only."""
        address: str = self.cleaned_data["draft_address"]
        if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
            raise forms.ValidationError(_("This address leads elsewhere."))
        return address

    @property
    def answers(self) -> dict[str, list[str]]:
        """Return all that was sent but what the draft itself and the site need."""
        kept = QueryDict(mutable=True)
        kept.update(self.data)
        own = {"csrfmiddlewaretoken", *self.fields}
        return {name: texts for name, texts in kept.lists() if name not in own}


def typed_words(request: HttpRequest) -> str:
    """Return what was typed so far in the field that asks for suggestions."""
    return request.GET.get(request.GET.get("field", ""), "").strip()


def suggestions(request: HttpRequest, shown: Iterable[str]) -> HttpResponse:
    """Answer a search-and-choose field with names to choose from while typing."""
    return render(request, "toolkit/options.html", {"names": list(shown)})
