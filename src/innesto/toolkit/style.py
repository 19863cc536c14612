"""What the style page shows: examples that are plainly examples, in every state."""

from datetime import date

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.toolkit.figures import Figure
from innesto.toolkit.forms import DateField, SearchChoiceField
from innesto.toolkit.frame import Link
from innesto.toolkit.tables import Column, Filter, Table

CITIES = ["Asti (Piemonte)", "San Teodoro (Messina)", "San Teodoro (Sassari)", "Torino (Piemonte)"]


def _find_city(words: str) -> list[str]:
    return [city for city in CITIES if words.casefold() in city.casefold()]


class ExampleForm(forms.Form):
    """A form with one field of each kind."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the contact person"),
        help_text=gettext_lazy("We write here only for this programme."),
        error_messages={"invalid": gettext_lazy("The @ is missing. For example: name@example.org")},
    )
    city = SearchChoiceField[str](
        label=gettext_lazy("Municipality"),
        find=_find_city,
        key=str,
        names=lambda c: [c.split(" (")[0]],
    )
    offices = forms.MultipleChoiceField(
        label=gettext_lazy("Offices that take part"),
        help_text=gettext_lazy("Who will come to the exchanges. You can change them later."),
        choices=[
            ("social", gettext_lazy("Social policies")),
            ("school", gettext_lazy("Education")),
            ("registry", gettext_lazy("Registry office")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Name at least one office")},
    )
    level = forms.ChoiceField(
        label=gettext_lazy("What you can show"),
        choices=[
            ("ideas", gettext_lazy("Ideas")),
            ("works", gettext_lazy("Something that works")),
            ("proof", gettext_lazy("Something that works, with figures")),
        ],
        widget=forms.RadioSelect,
    )
    starts_on = DateField(
        label=gettext_lazy("First day"), help_text=gettext_lazy("For example: 24/3/2026")
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size of the municipality"),
        choices=[
            ("s", gettext_lazy("Under 5,000 inhabitants")),
            ("m", gettext_lazy("From 5,000 to 50,000")),
            ("l", gettext_lazy("Over 50,000")),
        ],
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages in which you can work"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("What you seek"), required=False, widget=forms.Textarea
    )
    sheet = forms.FileField(label=gettext_lazy("Letter of commitment"), required=False)
    agrees = forms.BooleanField(label=gettext_lazy("We have read the rules of the programme"))


def wrong_form() -> ExampleForm:
    """Return the form as it comes back with four answers to put right."""
    sent = {
        "email": "marta.esempio.comune.asti.it",
        "city": "San Teodoro",
        "level": "works",
        "starts_on": "31/2/2026",
        "size": "m",
        "languages": "italiano, English",
        "agrees": "on",
    }
    return ExampleForm(sent, prefix=None, auto_id="wrong_%s")


def tab_links(here: str) -> list[Link]:
    """Return the pages of an example programme."""
    words = [_("Overview"), _("Partners"), _("Exchanges"), _("Plan"), _("Reviews"), _("Report")]
    return [Link(word, here, current=number == 0) for number, word in enumerate(words)]


def step_links(here: str) -> list[Link]:
    """Return the steps of an example application."""
    return [
        Link(_("Your municipality"), here),
        Link(_("Who follows the work"), here, current=True),
        Link(_("What you seek and what you offer"), ""),
        Link(_("Read again and send"), ""),
    ]


def figures() -> list[Figure]:
    """Return figures of which one differs."""
    note = _("Declared 18 + 24. The list lacks one Swedish city.")
    return [
        Figure(_("Countries"), 6, 6, 6),
        Figure(_("Cities in the programme"), 42, 41, 39, note=note, differs=True),
        Figure(_("European conference"), _("end of year 2"), None, None),
    ]


DAYS = (
    (date(2026, 3, 24), date(2026, 3, 25)),
    (date(2026, 3, 30), date(2026, 4, 2)),
    (date(2026, 12, 30), date(2027, 1, 2)),
)

KINDS = Table[ContentType](
    caption=gettext_lazy("Kinds of things that Innesto knows"),
    columns=[
        Column("model", gettext_lazy("Name"), lambda kind: kind.model, order=["model"]),
        Column("part", gettext_lazy("Part"), lambda kind: kind.app_label, order=["app_label"]),
        Column("number", gettext_lazy("Number"), lambda k: k.pk, order=["pk"], is_number=True),
    ],
    filters=[
        Filter(
            "of",
            gettext_lazy("Whose"),
            lambda: [("toolkit", "toolkit"), ("auth", "auth")],
            lambda kinds, part: kinds.filter(app_label=part),
        )
    ],
    search=["model", "app_label"],
    order="model",
    per_page=5,
)
