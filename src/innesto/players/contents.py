"""The parts of a package as they are stored, and what a report of one of them says.

Not a room: pure functions on plain data, which actions, views and tests share.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from innesto.courseware.package import Package as Read
from innesto.courseware.package import UnitKind, said

KEPT_12 = re.compile(
    r"cmi\.(suspend_data|comments|core\.(lesson_location|lesson_status|score\.\w+)"
    r"|objectives\.\d+\.[\w.]+|student_preference\.\w+)"
)
KEPT_2004 = re.compile(
    r"cmi\.(suspend_data|location|completion_status|success_status|progress_measure|score\.\w+"
    r"|objectives\.\d+\.[\w.]+|interactions\.\d+\.[\w.]+|learner_preference\.\w+"
    r"|comments_from_learner\.\d+\.[\w.]+)"
)
"""What of the last sitting is handed back when the learner goes on."""
LARGEST_REPORT = 1_000_000  # bytes
_CLOCK = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2})(?:\.\d+)?")
_PERIOD = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?"
)
_LONGEST = 24 * 3600  # seconds of one sitting; more is a page left open


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is launched."""

    key: str
    title: Mapping[str, str]
    launch: str
    parameters: str = ""
    reports: bool = True
    mastery: float | None = None
    prerequisites: str = ""
    move_on: str = ""
    own_window: bool = False
    data: str = ""
    time_limit: str = ""
    completion_from: float | None = None

    def named(self, language: str) -> str:
        """Return its title in this language, or in the one there is."""
        return said(self.title, language) or self.key


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report comes to."""

    completion: str = ""
    success: str = ""
    score: float | None = None
    seconds: int = 0
    may_move_on: bool | None = None
    """What cmi5 says of it; SCORM says nothing."""

    @property
    def is_done(self) -> bool:
        """Nothing is left to do: completed and not failed, or passed."""
        if self.may_move_on is not None:
            return self.may_move_on
        if self.success == "passed":
            return True
        return self.completion == "completed" and self.success != "failed"


def parts_of(package: Read) -> list[dict[str, Any]]:
    """Return the parts of a package that was read, ready to be stored."""
    parts = [
        Part(
            unit.identifier[:500],
            dict(unit.title) or {"": said(package.title)},
            unit.launch,
            unit.parameters,
            unit.kind is not UnitKind.ASSET,
            unit.mastery,
            unit.prerequisites,
            unit.move_on,
            unit.own_window,
            unit.data,
            unit.time_limit,
            unit.completion_from,
        )
        for unit in package.launchable
    ]
    first = {part.key: part for part in reversed(parts)}
    return [asdict(first[key]) for key in dict.fromkeys(part.key for part in parts)]


def stored_parts(parts: Sequence[Mapping[str, Any]]) -> list[Part]:
    """Return parts as they were stored."""
    return [Part(**part) for part in parts]


def outcome_of(part: Part, data: Mapping[str, Any]) -> Outcome:
    """Return what a data model of SCORM 1.2 or 2004 says, as its rules want it read."""
    if any(name.startswith("cmi.core.") for name in data):
        return _outcome_12(part, data)
    completion = _word(data, "cmi.completion_status", {"completed", "incomplete"})
    success = _word(data, "cmi.success_status", {"passed", "failed"})
    score = _number(data.get("cmi.score.scaled"))
    score = None if score is None or not -1 <= score <= 1 else score
    progress = _number(data.get("cmi.progress_measure"))
    if part.completion_from is not None and progress is not None:
        completion = "completed" if progress >= part.completion_from else "incomplete"
    if part.mastery is not None and score is not None:
        success = "passed" if score >= part.mastery else "failed"
    return Outcome(completion, success, score, seconds_in(data.get("cmi.session_time")))


def _outcome_12(part: Part, data: Mapping[str, Any]) -> Outcome:
    status = str(data.get("cmi.core.lesson_status") or "")
    score = _score_12(data)
    finished = status in {"passed", "failed", "completed"}
    completion = "completed" if finished else "incomplete" if status == "incomplete" else ""
    success = status if status in {"passed", "failed"} else ""
    if part.mastery is not None and score is not None and finished:
        success = "passed" if score >= part.mastery else "failed"
    return Outcome(completion, success, score, seconds_in(data.get("cmi.core.session_time")))


def _score_12(data: Mapping[str, Any]) -> float | None:
    """Return the points as a share of what can be had: 100, unless the package says otherwise."""
    raw = _number(data.get("cmi.core.score.raw"))
    if raw is None:
        return None
    least = _number(data.get("cmi.core.score.min")) or 0
    most = _number(data.get("cmi.core.score.max")) or 100
    return min(max((raw - least) / (most - least), 0), 1) if most > least else None


def kept_data(standard: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a report is handed back when the learner goes on."""
    kept = KEPT_12 if standard == "scorm12" else KEPT_2004
    return {
        name: value
        for name, value in data.items()
        if kept.fullmatch(name) and value not in ("", None) and not name.endswith("_children")
    }


def seconds_in(time: object) -> int:
    """Return the seconds of a time, as SCORM 1.2 (``0000:05:30``) or 2004 (``PT5M30S``) has it."""
    text = str(time or "")
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part) for part in clock.groups())
        found = hours * 3600 + minutes * 60 + seconds
    elif (period := _PERIOD.fullmatch(text)) and len(text) > 1:
        years, months, days, hours, minutes, seconds = (int(part or 0) for part in period.groups())
        found = (years * 365 + months * 30 + days) * 86400 + hours * 3600 + minutes * 60 + seconds
    else:
        found = 0
    return min(found, _LONGEST)


def clock(seconds: int) -> str:
    """Return seconds as SCORM 1.2 writes them."""
    return f"{min(seconds // 3600, 9999):04}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _word(data: Mapping[str, Any], name: str, known: set[str]) -> str:
    value = str(data.get(name) or "")
    return value if value in known else ""


def _number(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
