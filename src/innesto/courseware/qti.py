"""Questions of QTI 1.2, as Common Cartridge carries them."""

import re
from collections.abc import Iterator

from innesto.courseware.findings import Findings
from innesto.courseware.markup import Element
from innesto.courseware.quiz import Asked, Choice, Question, Quiz

PROFILES = {
    "cc.multiple_choice.v0p1": Asked.SINGLE,
    "cc.true_false.v0p1": Asked.SINGLE,
    "cc.multiple_response.v0p1": Asked.MULTIPLE,
    "cc.fib.v0p1": Asked.WORDS,
    "cc.pattern_match.v0p1": Asked.WORDS,
    "cc.essay.v0p1": Asked.FREE,
}


def read_qti(findings: Findings, root: Element, file: str) -> Quiz:
    """Return the assessment or the bank of questions in a file."""
    holder = root.first("assessment") or root.first("objectbank") or root
    questions = tuple(
        question
        for item in holder.walk()
        if item.tag == "item"
        for question in _question(findings, item, file)
    )
    if not questions:
        findings.wrong("no_questions", file, holder)
    facts = _facts(holder)
    mastery = facts.get("cc_masteryscore", "") or facts.get("qmd_masteryscore", "")
    attempts = facts.get("cc_maxattempts", "")
    return Quiz(
        holder.get("ident"),
        holder.get("title"),
        questions,
        mastery=_share(mastery),
        attempts=int(attempts) if attempts.isdecimal() else None,
    )


def _question(findings: Findings, item: Element, file: str) -> Iterator[Question]:
    presentation = item.first("presentation")
    if presentation is None:
        findings.wrong("no_presentation", file, item, identifier=item.get("ident"))
        return
    asked = PROFILES.get(_facts(item).get("cc_profile", "").lower()) or _guessed(presentation)
    if asked is None:
        findings.lost["question"] += 1
        return
    right = _right(item)
    feedback = _feedback(item)
    choices = tuple(
        Choice(
            _material(label),
            label.get("ident") in right,
            feedback.get(_said_to(item, label.get("ident")), ""),
            label.get("ident"),
        )
        for label in presentation.walk()
        if label.tag == "response_label"
    )
    if asked in {Asked.SINGLE, Asked.MULTIPLE}:
        if not any(choice.is_right for choice in choices):
            findings.wrong("no_right_answer", file, item, identifier=item.get("ident"))
        if asked is Asked.SINGLE and len(right) > 1:
            asked = Asked.MULTIPLE
    points = _facts(item).get("cc_weighting", "")
    yield Question(
        item.get("ident"),
        asked,
        _material(presentation),
        choices if asked not in {Asked.WORDS, Asked.FREE} else (),
        tuple(right) if asked is Asked.WORDS else (),
        points=float(points) if re.fullmatch(r"\d+(\.\d+)?", points) else 1,
        feedback=feedback.get("general_fb", ""),
    )


def _guessed(presentation: Element) -> Asked | None:
    """Return how a question without a profile is answered."""
    for element in presentation.walk():
        if element.tag == "response_lid" and element.first("render_choice") is not None:
            several = element.get("rcardinality").lower() == "multiple"
            return Asked.MULTIPLE if several else Asked.SINGLE
        if element.tag == "response_str":
            return Asked.WORDS
    return None


def _right(item: Element) -> list[str]:
    """Return the answers that give points, each once."""
    found: dict[str, None] = {}
    for processing in item.all("resprocessing"):
        for condition in processing.all("respcondition"):
            gives = [e for e in condition.all("setvar") if _above_zero(e.words)]
            if not gives:
                continue
            for test in condition.all("conditionvar"):
                refused = {id(part) for no in test.walk() if no.tag == "not" for part in no.walk()}
                for part in test.walk():
                    if part.tag in {"varequal", "varsubstring"} and id(part) not in refused:
                        found.setdefault(part.words)
    return list(found)


def _said_to(item: Element, answer: str) -> str:
    """Return which feedback is shown to whoever gives this answer."""
    for processing in item.all("resprocessing"):
        for condition in processing.all("respcondition"):
            tests = [e for e in condition.walk() if e.tag == "varequal" and e.words == answer]
            shown = [e.get("linkrefid") for e in condition.all("displayfeedback")]
            own = [name for name in shown if name not in {"general_fb", "correct_fb"}]
            if tests and own:
                return own[0]
    return ""


def _feedback(item: Element) -> dict[str, str]:
    return {part.get("ident"): _material(part) for part in item.all("itemfeedback")}


def _material(holder: Element) -> str:
    """Return the text of the first material that is not inside an answer."""
    for element in holder.children:
        if element.tag == "material":
            return " ".join(part.raw.strip() for part in element.children if part.raw.strip())
        if not element.tag.startswith(("response_", "render_")) and (found := _material(element)):
            return found
    return ""


def _facts(holder: Element) -> dict[str, str]:
    """Return the fields of metadata: name and value."""
    fields = [
        field
        for group in ("itemmetadata", "qtimetadata")
        for metadata in holder.all(group)
        for field in metadata.walk()
        if field.tag == "qtimetadatafield"
    ]
    return {field.below("fieldlabel").lower(): field.below("fieldentry") for field in fields}


def _above_zero(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False


def _share(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number / 100 if 0 <= number <= 100 else None
