"""What a package of a course holds, whatever its format, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from innesto.courseware.quiz import Quiz

type Texts = Mapping[str, str]
"""A text in its languages; the key is empty where the package does not say which one it is."""


class Kind(StrEnum):
    """The formats that are read."""

    SCORM_12 = "scorm12"
    SCORM_2004 = "scorm2004"
    CMI5 = "cmi5"
    CARTRIDGE = "cartridge"
    OLX = "olx"

    @property
    def is_played(self) -> bool:
        """It runs in a frame of its own and reports; the others become units of a course."""
        return self in {Kind.SCORM_12, Kind.SCORM_2004, Kind.CMI5}


class UnitKind(StrEnum):
    """What one unit of a package is."""

    GROUP = "group"
    SCO = "sco"
    ASSET = "asset"
    AU = "au"
    PAGE = "page"
    FILE = "file"
    LINK = "link"
    QUIZ = "quiz"
    VIDEO = "video"
    DISCUSSION = "discussion"
    ASSIGNMENT = "assignment"
    TOOL = "tool"
    OTHER = "other"


class Severity(IntEnum):
    """How bad a problem is: worth a note, an error in one part, or a reason to refuse the whole."""

    NOTE = 1
    ERROR = 2
    BLOCKING = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, where, and with which values; ``words.describe`` says it."""

    code: str
    file: str = ""
    line: int = 0
    severity: Severity = Severity.ERROR
    values: Mapping[str, str] = field(default_factory=dict)


class Unreadable(Exception):
    """The file is no package that can be read, or none that should be; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def unreadable(code: str, file: str = "", line: int = 0, /, **values: object) -> Unreadable:
    """Return the exception for a file that is given up."""
    told = {name: str(value) for name, value in values.items()}
    return Unreadable(Problem(code, file, line, Severity.BLOCKING, told))


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a package, with the parts below it.

    ``launch`` is a path inside the package or an address elsewhere; ``mastery`` is the share of
    points, 0 to 1, from which on it is passed.
    """

    identifier: str
    title: Texts
    kind: UnitKind
    launch: str = ""
    parameters: str = ""
    """What the address is opened with, from its ``?`` or ``#`` on."""
    mastery: float | None = None
    prerequisites: str = ""
    """A condition of SCORM 1.2 over the identifiers of other units."""
    move_on: str = ""
    """What cmi5 asks for before the unit counts as done."""
    own_window: bool = False
    data: str = ""
    """What the unit is handed when it starts."""
    time_limit: str = ""
    completion_from: float | None = None
    is_visible: bool = True
    text: str = ""
    """The page itself, where the package keeps it in the manifest."""
    quiz: Quiz | None = None
    children: Sequence["Unit"] = ()

    def walk(self) -> Iterator["Unit"]:
        """Yield this unit and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read, with everything found wrong in it."""

    kind: Kind
    version: str
    identifier: str
    title: Texts
    description: Texts
    languages: Sequence[str]
    units: Sequence[Unit]
    problems: Sequence[Problem]
    lost: Mapping[str, int]
    """What it holds that we do not take over, by ``words.LOST``, and how often."""
    root: str = ""
    """The folder of the archive in which the package begins, with its last slash."""
    files: int = 0
    size: int = 0
    """Bytes when unpacked."""

    def walk(self) -> Iterator[Unit]:
        """Yield all units in their order."""
        for unit in self.units:
            yield from unit.walk()

    @property
    def launchable(self) -> list[Unit]:
        """The units that are opened in the player."""
        kinds = {UnitKind.SCO, UnitKind.ASSET, UnitKind.AU}
        return [unit for unit in self.walk() if unit.kind in kinds and unit.launch]

    @property
    def worst(self) -> Severity | None:
        """The worst of its problems."""
        return max((problem.severity for problem in self.problems), default=None)


def said(texts: Texts, language: str = "") -> str:
    """Return a text in this language, else in English, else in the first there is."""
    for wanted in (language, language.partition("-")[0]):
        for code, text in texts.items():
            if wanted and wanted in {code, code.partition("-")[0]}:
                return text
    return next((text for code, text in texts.items() if code.startswith("en")), "") or next(
        iter(texts.values()), ""
    )
