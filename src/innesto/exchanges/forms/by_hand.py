"""Fix a meeting by hand, and move one: what it is, when, how, where, and who is asked."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.blueprints.schema import dates
from innesto.blueprints.schema.countable import Scope
from innesto.exchanges.actions.making import What, Who
from innesto.exchanges.models import Exchange, Half, Mode, When
from innesto.exchanges.queries.by_hand import Proposed
from innesto.exchanges.queries.doubts import doubts_about
from innesto.exchanges.queries.zones import zone_of
from innesto.programmes.models import Partner, Programme
from innesto.toolkit.dates import day
from innesto.toolkit.forms import DateField, DecimalField, Select
from innesto.toolkit.lengths import Length, Unit
from innesto.toolkit.zones import city_of, is_left_out, zones_of_europe

FREE = "altro"
"""What stands in an address for a meeting that no format describes."""
A_LONG_DAY = datetime.timedelta(hours=14)
MOST_MEETINGS = 24
SPACINGS = (
    ("1 week", _("a week")),
    ("2 weeks", _("two weeks")),
    ("4 weeks", _("four weeks")),
    ("1 month", _("a month")),
)


class ChoiceForm(forms.Form):
    """Which format of the blueprint, and for which country, strand or pair."""

    formato = forms.ChoiceField(label=_("What kind of meeting is it?"))
    parte = forms.ChoiceField(label=_("For whom?"), required=False)

    def __init__(
        self,
        *args: Any,
        formats: Sequence[tuple[str, str]],
        scopes: Mapping[Scope, Sequence[tuple[str, str]]],
        wanting: Mapping[str, Scope],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scopes, self.wanting = scopes, wanting
        format_, scope = self.fields["formato"], self.fields["parte"]
        assert isinstance(format_, forms.ChoiceField)
        assert isinstance(scope, forms.ChoiceField)
        format_.choices = [
            *formats,
            (FREE, _("Another meeting, which the programme does not list")),
        ]
        several = [choice for choices in scopes.values() for choice in choices]
        scope.choices = [("", _("The whole programme")), *several]
        if not several:
            del self.fields["parte"]

    def clean(self) -> dict[str, Any]:
        """Ask for the country, strand or pair where the format is held for each of them."""
        cleaned = super().clean() or {}
        kind = self.wanting.get(cleaned.get("formato", "").partition("/")[0])
        known = {key for key, _label in self.scopes.get(kind, ())} if kind else set()
        if known and cleaned.get("parte") not in known:
            self.add_error("parte", _("Meetings of this kind are for one of these."))
        return cleaned


class WhenForm(forms.Form):
    """When, how and where people meet. ``when`` is what was typed, worked out."""

    starts_on = DateField(label=_("First day"))
    count = DecimalField(
        label=_("How long?"), min_value=0.25, max_value=60, max_digits=5, decimal_places=2
    )
    unit = forms.ChoiceField(
        label=_("Counted in"),
        choices=[
            (Unit.DAY, _("days")),
            (Unit.HALF_DAY, _("half-days")),
            (Unit.HOUR, _("hours")),
        ],
    )
    opens = forms.TimeField(
        label=_("Begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("As the clocks show there. Leave it empty while it is not decided."),
    )
    closes = forms.TimeField(
        label=_("Ends at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("On the last day. Worked out if the length is in hours."),
    )
    half = forms.ChoiceField(
        label=_("Which half of the day, while the hours are not decided?"),
        choices=[("", _("Choose")), (Half.MORNING, _("morning")), (Half.AFTERNOON, _("afternoon"))],
        required=False,
    )
    zone = forms.ChoiceField(label=_("Whose clock?"), widget=Select, required=False)
    mode = forms.ChoiceField(label=_("How?"), choices=Mode)
    venue = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link to the room"), max_length=200, required=False)

    def __init__(
        self, *args: Any, programme: Programme, kept_zone: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        names = sorted({*zones_of_europe(), *filter(None, [kept_zone])}, key=city_of)
        first = [] if kept_zone else [("", _("That of the host"))]
        field.choices = [*first, *((name, city_of(name)) for name in names)]

    def chosen_host(self) -> Partner | None:
        """Return who hosts, for the clock, where the form asks for it."""
        return None

    def when(self) -> When:
        """Return when, how and where, of a valid form."""
        said = self.cleaned_data
        return When.lasting(
            Length.of(said["count"], said["unit"]),
            starts_on=said["starts_on"],
            zone=said["zone"] or zone_of(self.programme, self.chosen_host()),
            opens=said["opens"],
            closes=said["closes"],
            half=said["half"],
            mode=said["mode"],
            venue=said["venue"],
            link=said["link"],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse hours that clocks skip, an end without a beginning, a day longer than a day."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["closes"] and not cleaned["opens"]:
            self.add_error("opens", _("Say also at what hour it begins."))
        elif cleaned["opens"] and not cleaned["closes"] and cleaned["unit"] != Unit.HOUR:
            self.add_error("closes", _("Say also at what hour it ends."))
        else:
            self._check_clock(self.when())
        return cleaned

    def _check_clock(self, when: When) -> None:
        if when.opens is None or when.closes is None:
            return
        for name, on, clock in (
            ("opens", when.starts_on, when.opens),
            ("closes", when.ends_on, when.closes),
        ):
            if is_left_out(when.zone, on, clock):
                words = _("On %(day)s clocks skip this hour: summer time begins.")
                self.add_error(name, forms.ValidationError(words, params={"day": day(on)}))
        begins = datetime.datetime.combine(when.starts_on, when.opens)
        lasts = datetime.datetime.combine(when.ends_on, when.closes) - begins
        is_short = when.half_days <= 2 and not when.minutes
        if is_short and lasts > A_LONG_DAY:
            self.add_error("closes", _("It would end on the next day, after a very long time."))


def typed_when(exchange: Exchange) -> dict[str, Any]:
    """Return when, how and where an exchange is, as the form asks for it."""
    length = exchange.length
    return {
        "starts_on": exchange.starts_on,
        "count": length.count.numerator / length.count.denominator,
        "unit": length.unit,
        "opens": exchange.opens,
        "closes": exchange.closes,
        "half": exchange.half,
        "zone": exchange.zone,
        "mode": exchange.mode,
        "venue": exchange.venue,
        "link": exchange.link,
        "seen": exchange.revision,
    }


class MoveForm(WhenForm):
    """Move an exchange, and say why."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why does it move?"),
        max_length=300,
        help_text=_("Whoever sees the exchange reads it, now and later."),
    )


class MakeForm(WhenForm):
    """Make a meeting, or a series, from what the rules of its format propose."""

    field_order = (
        "kind", "title", "host", "starts_on", "count", "unit", "opens", "closes", "half", "zone",
        "mode", "venue", "link", "beside", "guests", "meetings", "spacing", "all_the_same",
    )  # fmt: skip

    kind = forms.CharField(
        label=_("What kind of meeting is it?"),
        max_length=80,
        help_text=_("For example: study trip, meeting, visit to a building site."),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=150,
        required=False,
        help_text=_("Leave it empty to call it as the programme does."),
    )
    host = forms.ChoiceField(label=_("Who hosts?"), required=False, widget=Select)
    beside = forms.CharField(
        label=_("On the occasion of which event of others?"),
        max_length=200,
        required=False,
        help_text=_("For example a fair, with its place."),
    )
    guests = forms.TypedMultipleChoiceField(
        label=_("Who is asked to come?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ticked are those whom the rules of the programme name."),
    )
    meetings = forms.IntegerField(
        label=_("How many meetings?"), min_value=1, max_value=MOST_MEETINGS, initial=1
    )
    spacing = forms.ChoiceField(label=_("How far apart?"), required=False)
    all_the_same = forms.BooleanField(
        label=_("I know: announce it all the same"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, proposed: Proposed, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed, self.viewer = proposed, viewer
        self._offer_partners()
        self._offer_spacing()
        title = self.fields["title"]
        if proposed.format:
            del self.fields["kind"]
        else:
            title.required, title.help_text = True, ""

    def _offer_partners(self) -> None:
        host, guests = self.fields["host"], self.fields["guests"]
        assert isinstance(host, forms.ChoiceField)
        assert isinstance(guests, forms.ChoiceField)
        hosts = [(partner.pk, str(partner)) for partner in self.proposed.hosts]
        others = [(partner.pk, str(partner)) for partner in self.proposed.others]
        nobody = ("", _("Nobody"))
        groups = [(_("As the rules say"), hosts), (_("Others"), others)]
        host.choices = [nobody, *(groups if hosts and others else hosts or others)]
        host.initial = hosts[0][0] if len(hosts) == 1 else ""
        rows = self.proposed.partners.values()
        guests.choices = [(partner.pk, str(partner)) for partner in rows]
        guests.initial = [*self.proposed.must, *self.proposed.may]

    def _offer_spacing(self) -> None:
        series = self.proposed.series
        own = str(series.spacing) if series and series.spacing else ""
        spacing = self.fields["spacing"]
        assert isinstance(spacing, forms.ChoiceField)
        spacing.choices = [*SPACINGS]
        spacing.initial = own if own in dict(SPACINGS) else "1 week"

    def clean(self) -> dict[str, Any]:
        """Say once what speaks against the days: holidays, and other meetings of who is asked."""
        cleaned = super().clean()
        if self.errors or cleaned.get("all_the_same"):
            return cleaned
        asked = {partner.pk: partner for partner in (*self.who.must, *self.who.may)}
        host = self.chosen_host()
        partners = [*asked.values(), *([host] if host and host.pk not in asked else [])]
        doubts = doubts_about(self.programme, self.whens, partners, viewer=self.viewer)
        if doubts:
            self.fields["all_the_same"].widget = forms.CheckboxInput()
            self.add_error("all_the_same", forms.ValidationError([*doubts]))
        return cleaned

    def chosen_host(self) -> Partner | None:
        """Return who hosts."""
        chosen = self.cleaned_data.get("host")
        return self.proposed.partners[int(chosen)] if chosen else None

    @property
    def what(self) -> What:
        """What kind of meeting it is."""
        said, rules = self.cleaned_data, self.proposed
        language = (get_language() or "it").partition("-")[0]
        return What(
            format=rules.format.key if rules.format else "",
            leg=rules.leg.key if rules.leg else "",
            scope=rules.scope,
            kind=said.get("kind", ""),
            title={language: said["title"]} if said["title"] else {},
            beside="" if said["beside"] == rules.beside else said["beside"],
        )

    @property
    def who(self) -> Who:
        """Who hosts and who is asked: whom the rules do not oblige comes if they like."""
        asked = [self.proposed.partners[pk] for pk in self.cleaned_data["guests"]]
        return Who(
            host=self.chosen_host(),
            must=[partner for partner in asked if partner.pk in self.proposed.must],
            may=[partner for partner in asked if partner.pk not in self.proposed.must],
        )

    @property
    def whens(self) -> list[When]:
        """When each meeting of the series is; the first as it was typed."""
        return [*self._whens()]

    def _whens(self) -> Iterator[When]:
        first = self.when()
        spacing = dates.Length.parse(self.cleaned_data["spacing"] or SPACINGS[0][0])
        lasts = first.ends_on - first.starts_on
        for number in range(self.cleaned_data["meetings"]):
            on = _nth(first.starts_on, spacing, number)
            yield replace(first, starts_on=on, ends_on=on + lasts)


def _nth(first: datetime.date, spacing: dates.Length, number: int) -> datetime.date:
    """Return the day of the n-th meeting, counted from the first: months keep its day."""
    return dates.Length(spacing.amount * number, spacing.unit).shift(first)
