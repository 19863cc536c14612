from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from innesto.notifications.models import Morning
from innesto.notifications.queries import Space
from innesto.toolkit.kinds_of_notice import KindOfNotice, When, kinds_by_domain


class SpaceForm(forms.Form):
    """Of which space one wants to read notices."""

    spazio = forms.ChoiceField(label=_("From where?"), required=False)

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["spazio"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Everywhere")), *((it.label, it.title) for it in spaces)]


EVERYTHING = [
    (When.DAILY, _("In one e-mail a day, if there is something new. It suits most people")),
    (When.WEEKLY, _("In one e-mail a week, on Monday")),
    (When.NOW, _("Each at once, in an e-mail of its own")),
    ("", _("As we suggest: at once what waits for you, the rest once a day")),
    (When.NEVER, _("Not at all: I read the notices here")),
]
ELSE_AS = [("", _("As chosen above")), *When.choices]
ZONES = {
    "Atlantic/Azores": _("Azores"),
    "Europe/Lisbon": _("Lisbon, Dublin"),
    "Europe/Rome": _("Rome, Berlin, Stockholm"),
    "Europe/Athens": _("Athens, Helsinki, Sofia"),
    "Europe/Istanbul": _("Istanbul"),
}


@dataclass(frozen=True)
class Group:
    """Questions that stand together, under the name of a domain."""

    title: str
    fields: Sequence[forms.BoundField]


class _KindsForm(forms.Form):
    """Asks about kinds of notice, one question each; nothing need be answered."""

    all_optional = True

    def ask_about(self, kinds: Mapping[str, KindOfNotice], else_as: Any) -> None:
        for kind, said in kinds.items():
            self.fields[kind] = forms.ChoiceField(label=said.words, choices=else_as, required=False)


class MailChoiceForm(_KindsForm):
    """One choice for everything, and whatever should be otherwise: by space, by kind."""

    everything = forms.ChoiceField(
        label=_("How do you want your notices by e-mail?"),
        choices=EVERYTHING,
        widget=forms.RadioSelect,
        required=False,
    )
    hour = forms.TypedChoiceField(
        label=_("At what hour should gathered mail be there?"),
        choices=[(hour, f"{hour}:00") for hour in range(5, 22)],
        coerce=int,
    )
    time_zone = forms.ChoiceField(label=_("In what part of Europe?"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        choices: Mapping[str, str],
        spaces: Sequence[Space],
        of_spaces: Mapping[str, str],
        morning: Morning,
    ) -> None:
        everything = choices.get("", "")
        known = {"everything": everything, "hour": morning.hour, "time_zone": morning.time_zone}
        in_spaces = {f"space-{label}": when for label, when in of_spaces.items()}
        super().__init__(data, initial={**choices, **in_spaces, **known})
        self.spaces = spaces
        zones: dict[str, str | Promise] = dict(ZONES)
        for zone in (settings.TIME_ZONE, morning.time_zone):
            zones.setdefault(zone, zone)
        time_zone = self.fields["time_zone"]
        assert isinstance(time_zone, forms.ChoiceField)
        time_zone.choices = list(zones.items())
        for space in spaces:
            self.fields[f"space-{space.label}"] = forms.ChoiceField(
                label=space.title, choices=ELSE_AS, required=False
            )
        for kinds in kinds_by_domain().values():
            self.ask_about(kinds, ELSE_AS)

    @property
    def groups(self) -> Iterator[Group]:
        """Yield the questions on kinds, by domain."""
        for domain, kinds in kinds_by_domain().items():
            title = str(apps.get_app_config(domain).verbose_name)
            yield Group(title, [self[kind] for kind in kinds])

    @property
    def space_questions(self) -> list[tuple[Space, forms.BoundField]]:
        """The spaces, each with its question."""
        return [(space, self[f"space-{space.label}"]) for space in self.spaces]

    @property
    def wanted(self) -> dict[str, str]:
        """What was chosen for each kind, and for all of them under «»."""
        kinds = [kind for kinds in kinds_by_domain().values() for kind in kinds]
        chosen = {kind: self.cleaned_data[kind] for kind in kinds}
        return {"": self.cleaned_data["everything"], **chosen}

    @property
    def wanted_of_spaces(self) -> dict[str, str]:
        """What was chosen for each space."""
        return {space.label: self.cleaned_data[f"space-{space.label}"] for space in self.spaces}


class SpaceChoiceForm(_KindsForm):
    """One choice for a space, and what in it should be otherwise."""

    everything = forms.ChoiceField(
        label=_("How do you want what happens here by e-mail?"),
        choices=[*When.choices, ("", _("As everything else"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, choices: Mapping[str, str]) -> None:
        super().__init__(data, initial={**choices, "everything": choices.get("", "")})
        self.kinds = {
            kind: said
            for kinds in kinds_by_domain().values()
            for kind, said in kinds.items()
            if said.in_spaces
        }
        self.ask_about(self.kinds, ELSE_AS)

    @property
    def kind_questions(self) -> list[forms.BoundField]:
        """The questions on kinds of notice that spaces have."""
        return [self[kind] for kind in self.kinds]

    @property
    def wanted(self) -> dict[str, str]:
        """What was chosen for each kind here, and for all of them under «»."""
        chosen = {kind: self.cleaned_data[kind] for kind in self.kinds}
        return {"": self.cleaned_data["everything"], **chosen}
