"""Conditions of SCORM 1.2: which units must be done before another opens (AICC script).

``A&B`` both, ``A|B`` one of them, ``~A`` not, ``A="passed"`` and ``A<>"failed"`` a status,
``2*{A,B,C}`` at least two.
"""

import re
from collections.abc import Iterator, Mapping

DONE = {"passed", "completed"}
MOST_SIGNS = 150
_WORD = re.compile(r"\s*(?:(?P<name>[\w.:-]+)|(?P<text>\"[^\"]*\")|(?P<sign><>|[&|~=(){},*]))")


class BadCondition(Exception):
    """The condition is not written as the standard asks."""


def is_open(condition: str, states: Mapping[str, str]) -> bool:
    """Say whether a condition is met, given the status of the units by their identifiers.

    One that cannot be read holds nobody up.
    """
    try:
        return not condition.strip() or _Judging(condition, states).whole()
    except BadCondition:
        return True


def names_in(condition: str) -> set[str]:
    """Return the units that a condition names. Raises ``BadCondition``."""
    judging = _Judging(condition, {})
    judging.whole()
    return judging.names


class _Judging:
    """Reads a condition from the left, one word ahead."""

    def __init__(self, condition: str, states: Mapping[str, str]) -> None:
        self.words = list(_words(condition))
        self.at = 0
        self.states = states
        self.names: set[str] = set()

    def whole(self) -> bool:
        found = self._any()
        if self.at < len(self.words):
            raise BadCondition
        return found

    def _any(self) -> bool:
        found = self._all()
        while self._next("|"):
            found = self._all() or found
        return found

    def _all(self) -> bool:
        found = self._one()
        while self._next("&"):
            found = self._one() and found
        return found

    def _one(self) -> bool:
        if self._next("~"):
            return not self._one()
        if self._next("("):
            found = self._any()
            self._must(")")
            return found
        word = self._take()
        if word.isdecimal() and self._next("*"):
            return self._several(int(word))
        if not re.fullmatch(r"[\w.:-]+", word):
            raise BadCondition
        self.names.add(word)
        state = self.states.get(word, "")
        if self._next("="):
            return state == _status(self._take())
        if self._next("<>"):
            return state != _status(self._take())
        return state in DONE

    def _several(self, wanted: int) -> bool:
        self._must("{")
        found = [self._any()]
        while self._next(","):
            found.append(self._any())
        self._must("}")
        return sum(found) >= wanted

    def _take(self) -> str:
        if self.at >= len(self.words):
            raise BadCondition
        self.at += 1
        return self.words[self.at - 1]

    def _next(self, sign: str) -> bool:
        found = self.at < len(self.words) and self.words[self.at] == sign
        self.at += found
        return found

    def _must(self, sign: str) -> None:
        if not self._next(sign):
            raise BadCondition


def _words(condition: str) -> Iterator[str]:
    at, condition = 0, condition.strip()
    if len(condition) > 20 * MOST_SIGNS:
        raise BadCondition
    for _ in range(MOST_SIGNS):
        if at >= len(condition):
            return
        found = _WORD.match(condition, at)
        if found is None:
            raise BadCondition
        yield found[0].strip()
        at = found.end()
    raise BadCondition


def _status(word: str) -> str:
    """Return the status a condition asks for; it may be cut to its first letter."""
    told = word.strip('"').strip().lower()
    names = ("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
    return next((name for name in names if told and name.startswith(told)), told)
