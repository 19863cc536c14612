"""Where a blueprint leaves something open, or its sources disagree: what one may choose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.formats import Host
from innesto.programmes.queries.labels import reader_language


@dataclass(frozen=True, slots=True)
class Choice:
    """One open question of a format; ``kind`` is ``shapes`` or ``hosts``."""

    kind: str
    format: str
    label: str
    options: Sequence[tuple[str, str]]

    @property
    def name(self) -> str:
        """Its name as a form field."""
        return f"{self.kind}-{self.format}"


def open_choices(blueprint: Blueprint) -> Sequence[Choice]:
    """Return the questions a coordinator answers before a plan is made."""
    return list(_choices(blueprint))


def _choices(blueprint: Blueprint) -> Iterator[Choice]:
    for format_ in blueprint.formats:
        label = format_.label.read(reader_language())
        if len(format_.shapes) > 1:
            options = [(shape.key, shape.label.read(reader_language())) for shape in format_.shapes]
            yield Choice("shapes", format_.key, label, options)
        if format_.host and format_.host_otherwise:
            hosts = (format_.host, *format_.host_otherwise)
            options = [(str(n), _host(host, blueprint)) for n, host in enumerate(hosts)]
            yield Choice("hosts", format_.key, label, options)


def _host(host: Host, blueprint: Blueprint) -> str:
    """Return the roles that host, and the words of the source that says so."""
    labels = [
        role.label.read(reader_language()) for role in blueprint.roles if role.key in host.role
    ]
    names = ", ".join(labels) or host.place
    return f"{names} («{host.quote}»)" if host.quote else names
