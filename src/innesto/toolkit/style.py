"""What the style page shows: examples that are plainly examples, in every state."""

from datetime import date

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.toolkit.charts import Bar, Closure, Line, Mark, Timeline
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.figures import Figure
from innesto.toolkit.forms import DateField, SearchChoiceField
from innesto.toolkit.frame import Link
from innesto.toolkit.maps import Map, Place
from innesto.toolkit.palette import COLOURS, DARK, contrast
from innesto.toolkit.tables import Column, Filter, Table

CITIES = ["Asti (Piemonte)", "San Teodoro (Messina)", "San Teodoro (Sassari)", "Torino (Piemonte)"]


def rows() -> list[Row]:
    """Return a list of two cities."""
    return [
        Row(
            city,
            "?",
            [_("Municipality"), "Italia"],
            _("Who arrives in town finds one person, not five offices."),
        )
        for city in CITIES[:2]
    ]


def _find_city(words: str) -> list[str]:
    return [city for city in CITIES if words.casefold() in city.casefold()]


def draft() -> Drafting:
    """Return a form of which nothing is kept yet."""
    return Drafting(get_user_model()(), "toolkit:example", "", _("Example form"))


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


def poland() -> Map:
    """Return a map of one country with the ways to a meeting."""
    cities = [
        Place("Varsavia", 52.23, 21.01, word=_("hosts"), url="?", is_chosen=True),
        Place("Bydgoszcz", 53.12, 18.0, word=_("Multiply city"), url="?"),
        Place("Dzierżoniów", 50.73, 16.65, "diamond", word=_("prize city"), url="?"),
        Place("Lublino", 51.25, 22.57, "ring", word=_("On the Road city")),
        Place("Częstochowa", 50.81, 19.12, "dashed", word=_("withdrawn")),
        Place("Gdynia", 54.52, 18.53, "ring", word=_("On the Road city")),
        Place("Dąbrowa Górnicza", 50.33, 19.21, "ring", word=_("On the Road city")),
    ]
    going = ["Bydgoszcz", "Dzierżoniów", "Lublino", "Gdynia", "Dąbrowa Górnicza"]
    return Map(
        title=_("Warsaw, 19–20 May: who goes there"),
        places=cities,
        ways=[(name, "Varsavia") for name in going],
        legend=[
            ("filled", _("Multiply city")),
            ("diamond", _("prize city")),
            ("ring", _("On the Road city")),
            ("dashed", _("withdrawn")),
        ],
        own=frozenset({"PL"}),
    )


def europe() -> Map:
    """Return the dark map of the home page."""
    spots = [
        ("Tampere", 61.5, 23.76), ("Göteborg", 57.71, 11.97), ("Rotterdam", 51.92, 4.48),
        ("Parigi", 48.86, 2.35), ("Madrid", 40.42, -3.7), ("Torino", 45.07, 7.69),
        ("Zagabria", 45.81, 15.98), ("Sofia", 42.7, 23.32), ("Salonicco", 40.64, 22.94),
        ("Atene", 37.98, 23.73), ("Reggio Calabria", 38.11, 15.65), ("Varsavia", 52.23, 21.01),
        ("Asti", 44.9, 8.21), ("Cuneo", 44.39, 7.55), ("Milano", 45.46, 9.19),
    ]  # fmt: skip
    return Map(
        title=_("Cities that learn from each other"),
        places=[Place(name, lat, lon) for name, lat, lon in spots],
        ways=[("Madrid", "Parigi"), ("Torino", "Rotterdam"), ("Göteborg", "Tampere")],
        is_dark=True,
        width=760,
        height=560,
    )


def strip() -> Timeline:
    """Return a year of exchanges by country."""
    done, planned = _("held"), _("has a date")
    return Timeline(
        title=_("Exchanges by country, 2026"),
        lines=[
            Line("Austria", [
                Mark(date(2026, 2, 12), "Salzburg", word=done),
                Mark(date(2026, 6, 5), "Klagenfurt", "dashed", word=_("date to confirm")),
                Mark(date(2026, 9, 14), "Sankt Pölten", "ring", word=planned),
            ]),
            Line("Polonia", [
                Mark(date(2026, 3, 24), "Bydgoszcz", last=date(2026, 3, 25), word=done),
                Mark(date(2026, 5, 19), "Varsavia", "ring", word=planned, last=date(2026, 5, 20),
                     is_chosen=True, url="?"),
                Mark(date(2026, 9, 22), "Lublino", "ring", word=planned),
            ], [Closure(date(2026, 7, 1), date(2026, 8, 31), _("school holidays"))]),
            Line("Svezia", [
                Mark(date(2026, 3, 3), "Helsingborg", word=done),
                Mark(date(2026, 5, 28), "Växjö", "diamond", word=_("breaks a rule")),
            ]),
            Line(_("Conference"), [Mark(date(2026, 12, 15), _("Conference"), "star")]),
        ],
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        today=date(2026, 4, 14),
        legend=[
            ("filled", done), ("ring", planned), ("dashed", _("date to confirm")),
            ("diamond", _("breaks a rule")), ("star", _("common event")),
        ],
    )  # fmt: skip


def bar_rows() -> list[Bar]:
    """Return figures for bars."""
    return [Bar("CoP1", 8), Bar("CoP2", 5), Bar("CoP3", 3, _("one withdrew")), Bar("CoP4", 6)]


def colours() -> list[tuple[str, str, str, float]]:
    """Return each colour with its value, what is written on it, and the contrast of both."""
    return [
        (name, value, on, contrast(on, name))
        for name, value in COLOURS.items()
        for on in ["paper" if name in DARK else "ink"]
    ]
