"""What a reader notes while it goes through a package: problems, and what is left behind."""

from collections import Counter
from dataclasses import dataclass, field, replace
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from innesto.courseware.archive import Archive
from innesto.courseware.markup import Element, parse
from innesto.courseware.package import Problem, Severity, Unreadable

MOST_OF_ONE = 50
"""Problems of one kind that are told one by one."""


@dataclass(slots=True)
class Findings:
    """The notes of one reading; ``archive`` is what is read."""

    archive: Archive
    lost: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    more: Counter[str] = field(default_factory=Counter)
    languages: dict[str, None] = field(default_factory=dict)

    def wrong(
        self,
        code: str,
        file: str,
        at: Element | int = 0,
        /,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        """Note a problem; the fiftieth of a kind is only counted."""
        self.more[code] += 1
        if self.more[code] <= MOST_OF_ONE:
            line = at if isinstance(at, int) else at.line
            told = {name: str(value)[:200] for name, value in values.items()}
            self.problems.append(Problem(code, file, line, severity, told))

    def note(self, code: str, file: str, at: Element | int = 0, /, **values: object) -> None:
        """Note something that does no harm."""
        self.wrong(code, file, at, severity=Severity.NOTE, **values)

    def give_up(self, part: Unreadable) -> None:
        """Note that one file of the package cannot be read; the rest can."""
        self.problems.append(replace(part.problem, severity=Severity.ERROR))

    def tree(self, name: str) -> Element:
        """Return the root of an XML file of the package. Raises ``Unreadable``."""
        return parse(self.archive.read(name), name, self.problems)

    def all_problems(self) -> list[Problem]:
        """Return what was found, the worst first, and how many of a kind are not told singly."""
        rest = [
            Problem("and_more", severity=Severity.NOTE, values={"count": str(n - MOST_OF_ONE)})
            for n in self.more.values()
            if n > MOST_OF_ONE
        ]
        found = [*self.archive.problems, *self.problems]
        return [*sorted(found, key=lambda problem: -problem.severity), *rest]

    def speaks(self, language: str) -> str:
        """Note a language; return it as it is kept: «it», «pt-BR»."""
        kept = language.strip().replace("_", "-")
        if not kept or len(kept) > 15 or not kept.replace("-", "").isalnum():
            return ""
        head, dash, rest = kept.partition("-")
        kept = f"{head.lower()}{dash}{rest}"
        if head.lower() not in {"und", "x", "mul"}:
            self.languages.setdefault(kept)
        return kept


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reference leads: a file of the package, or an address elsewhere."""

    file: str = ""
    elsewhere: str = ""
    parameters: str = ""

    @property
    def whole(self) -> str:
        """The file or the address, without its parameters."""
        return self.file or self.elsewhere


def follow(
    findings: Findings, href: str, base: str, file: str, at: Element, *, must_exist: bool = True
) -> Address | None:
    """Return where a reference of the manifest leads; note what is wrong, None if nowhere."""
    href = href.strip().replace("\\", "/")
    try:
        parts = urlsplit(href)
        inherited = urlsplit(base)
    except ValueError:
        findings.wrong("bad_address", file, at, address=href)
        return None
    if not parts.scheme and not parts.netloc and inherited.scheme:
        if inherited.scheme not in {"http", "https"}:
            findings.wrong("bad_address", file, at, address=f"{base}{href}")
            return None
        return Address(elsewhere=f"{base.rstrip('/')}/{href}")
    if parts.scheme in {"http", "https"} and parts.netloc:
        return Address(elsewhere=href)
    if parts.scheme or parts.netloc:
        findings.wrong("bad_address", file, at, address=href)
        return None
    if parts.path.startswith("/"):
        findings.wrong("absolute_address", file, at, address=href)
        return None
    path = normpath(f"{base}{parts.path}") if parts.path else ""
    if path == ".." or path.startswith(("../", "/")):
        findings.wrong("address_climbs_out", file, at, address=href)
        return None
    parameters = href[len(parts.path) :]
    found = _found(findings, path, file, at)
    if not found:
        if must_exist:
            findings.wrong("missing_file", file, at, name=unquote(path))
        return None
    return Address(file=found, parameters=parameters)


def _found(findings: Findings, path: str, file: str, at: Element) -> str:
    """Return the name under which a path is in the archive, or nothing."""
    for name in dict.fromkeys((path, unquote(path))):
        if name in findings.archive:
            return name
    for name in dict.fromkeys((path, unquote(path))):
        if alike := findings.archive.alike(name):
            findings.note("other_capitals", file, at, name=name, real=alike)
            return alike
    return ""
