"""Problems of Open edX as questions: the kinds that Studio writes."""

import re
from collections.abc import Iterator

from innesto.courseware.findings import Findings
from innesto.courseware.markup import Element
from innesto.courseware.quiz import Asked, Choice, Question

RESPONSES = {
    "multiplechoiceresponse": Asked.SINGLE,
    "choiceresponse": Asked.MULTIPLE,
    "optionresponse": Asked.SINGLE,
    "numericalresponse": Asked.NUMBER,
    "stringresponse": Asked.WORDS,
}
HINTS = {"choicehint", "optionhint", "correcthint", "stringequalhint", "demandhint", "compoundhint"}
ASKING = {"p", "label", "description", "div"}
_TOLERANCE = re.compile(r"([\d.eE+-]+)\s*(%?)")


def read_problem(
    findings: Findings, problem: Element, file: str, identifier: str
) -> Iterator[Question]:
    """Yield the questions of a problem; parts that no answer of ours fits are counted as lost."""
    before: list[str] = []
    number = 0
    for element in _parts(problem):
        asked = RESPONSES.get(element.tag)
        if asked is None:
            if element.tag.endswith("response"):
                findings.lost["question"] += 1
            elif element.tag not in {"solution", *HINTS}:
                before.append(element.html)
            continue
        number += 1
        own = "".join(e.html for e in element.children if e.tag in ASKING)
        answers = _answers(element, asked)
        choices = tuple(_choices(element))
        if not answers and not any(choice.is_right for choice in choices):
            findings.wrong("no_right_answer", file, element, identifier=identifier)
        yield Question(
            f"{identifier}-{number}",
            asked,
            _as_html("".join(before) + own),
            choices,
            tuple(answers),
            tolerance=_tolerance(element, answers),
            feedback=" ".join(e.words for e in problem.walk() if e.tag == "solution"),
        )
        before.clear()


def _parts(problem: Element) -> Iterator[Element]:
    """Yield what a problem holds, also from inside wrapping elements."""
    for element in problem.children:
        holds_answers = any(inner.tag in RESPONSES for inner in element.children)
        if element.tag not in RESPONSES and holds_answers:
            yield from _parts(element)
        else:
            yield element


def _choices(response: Element) -> Iterator[Choice]:
    for element in response.walk():
        if element.tag in {"choice", "option"}:
            hints = [inner for inner in element.children if inner.tag in HINTS]
            text = " ".join(
                part if isinstance(part, str) else part.words
                for part in element.content
                if part not in hints
            )
            yield Choice(
                " ".join(text.split()),
                element.get("correct").lower() == "true",
                " ".join(hint.words for hint in hints),
                element.get("name"),
            )
        elif element.tag == "optioninput" and element.get("options"):
            right = element.get("correct")
            for text in re.findall(r"'([^']*)'|\"([^\"]*)\"", element.get("options")):
                one = text[0] or text[1]
                yield Choice(one, one == right)


def _answers(response: Element, asked: Asked) -> list[str]:
    if asked not in {Asked.NUMBER, Asked.WORDS}:
        return []
    more = [e.get("answer") for e in response.all("additional_answer")]
    return [answer for answer in (response.get("answer"), *more) if answer]


def _tolerance(response: Element, answers: list[str]) -> float:
    """Return how far a number may be off; a percentage is one of the right number."""
    for element in response.all("responseparam"):
        found = _TOLERANCE.fullmatch(element.get("default").strip())
        if element.get("type") == "tolerance" and found:
            try:
                value = float(found[1])
                return abs(value * float(answers[0]) / 100) if found[2] else abs(value)
            except (ValueError, IndexError):
                return 0
    return 0


def _as_html(html: str) -> str:
    return re.sub(r"<(/?)(label|description)\b[^>]*>", r"<\1p>", html)
