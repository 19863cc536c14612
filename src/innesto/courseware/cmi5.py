"""cmi5: a course structure of blocks and assignable units that report by xAPI."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from innesto.courseware.findings import Findings, follow
from innesto.courseware.markup import Element
from innesto.courseware.package import Kind, Package, Texts, Unit, UnitKind

STRUCTURE = "cmi5.xml"
MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")
METHODS = ("AnyWindow", "OwnWindow")
RESERVED = {"endpoint", "fetch", "actor", "registration", "activityid"}
"""What the launch itself adds to the address."""


def read_cmi5(findings: Findings, root: Element, name: str = STRUCTURE) -> Package:
    """Return the package that a course structure describes."""
    reading = _Reading(findings, name)
    course = root.first("course")
    if course is None:
        findings.wrong("no_course", name, root)
    elif reading.is_new(course):
        reading.check_iri(course)
    units = tuple(reading.units(root))
    package = Package(
        Kind.CMI5,
        "1.0",
        course.get("id") if course else "",
        reading.texts(course, "title") if course else {},
        reading.texts(course, "description") if course else {},
        (),
        units,
        (),
        {},
    )
    if not package.launchable:
        findings.wrong("nothing_to_launch", name, root)
    return package


class _Reading:
    def __init__(self, findings: Findings, name: str) -> None:
        self.findings, self.name = findings, name
        self.seen: dict[str, int] = {}

    def units(self, holder: Element) -> Iterator[Unit]:
        """Yield blocks and assignable units below an element."""
        for element in holder.all("block", "au"):
            self.is_new(element)
            self.check_iri(element)
            title = self.texts(element, "title")
            if not title:
                self.findings.note("no_title", self.name, element, identifier=element.get("id"))
            if element.tag == "block":
                yield Unit(
                    element.get("id"), title, UnitKind.GROUP, children=tuple(self.units(element))
                )
            else:
                yield self._au(element, title)

    def is_new(self, element: Element) -> bool:
        """Say whether an identifier is used for the first time; note it where it is not."""
        identifier = element.get("id")
        if not identifier:
            self.findings.wrong("no_identifier", self.name, element, what=element.tag)
            return False
        first = self.seen.setdefault(identifier, element.line)
        if first != element.line:
            self.findings.wrong(
                "same_identifier", self.name, element, identifier=identifier, first=first
            )
        return first == element.line

    def check_iri(self, element: Element) -> None:
        """Note an identifier that is no address of its own."""
        identifier = element.get("id")
        scheme, colon, _rest = identifier.partition(":")
        if identifier and not (colon and scheme.replace("+", "").isalnum()):
            self.findings.note("no_iri", self.name, element, identifier=identifier)

    def texts(self, element: Element, tag: str) -> Texts:
        """Return a text in its languages."""
        found = element.first(tag)
        strings = found.all("langstring") if found else []
        return {
            self.findings.speaks(string.get("lang")): string.words
            for string in strings
            if string.words
        }

    def _au(self, element: Element, title: Texts) -> Unit:
        href = element.below("url")
        if not href:
            self.findings.wrong("no_launch", self.name, element, identifier=element.get("id"))
        address = follow(self.findings, href, "", self.name, element) if href else None
        if href and RESERVED & {key.lower() for key, _ in parse_qsl(_query(href), True)}:
            self.findings.wrong("reserved_words", self.name, element, address=href)
        launch = address.whole if address else ""
        parameters = address.parameters if address else ""
        return Unit(
            element.get("id"),
            title,
            UnitKind.AU,
            launch=launch,
            parameters=parameters,
            mastery=self._mastery(element),
            move_on=self._one_of(element, "moveOn", MOVE_ON),
            own_window=self._one_of(element, "launchMethod", METHODS) == "OwnWindow",
            data=element.below("launchParameters"),
        )

    def _mastery(self, element: Element) -> float | None:
        value = element.get("masteryScore")
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = -1
        if 0 <= number <= 1:
            return number
        self.findings.wrong("wrong_value", self.name, element, name="masteryScore", value=value)
        return None

    def _one_of(self, element: Element, name: str, known: tuple[str, ...]) -> str:
        value = element.get(name)
        if value and value not in known:
            self.findings.wrong("wrong_value", self.name, element, name=name, value=value)
        return value if value in known else known[0]


def _query(address: str) -> str:
    try:
        return urlsplit(address).query
    except ValueError:
        return ""
