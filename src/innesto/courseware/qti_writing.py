"""Questions as QTI 1.2 in the profile of Common Cartridge."""

from collections.abc import Iterator
from html import escape

from innesto.courseware.qti import PROFILES
from innesto.courseware.quiz import Asked, Question, Quiz

NAMES = {
    Asked.SINGLE: "cc.multiple_choice.v0p1",
    Asked.MULTIPLE: "cc.multiple_response.v0p1",
    Asked.NUMBER: "cc.fib.v0p1",
    Asked.WORDS: "cc.fib.v0p1",
    Asked.FREE: "cc.essay.v0p1",
}
"""How the profile calls what is asked; it has no words for matching."""
assert set(NAMES.values()) <= set(PROFILES)


def is_writable(question: Question) -> bool:
    """Say whether the profile can say this question."""
    return question.asked in NAMES


def write_qti(quiz: Quiz, identifier: str) -> str:
    """Return a quiz as a document; questions that the profile cannot say are left out."""
    facts = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"}
    if quiz.attempts:
        facts["cc_maxattempts"] = str(quiz.attempts)
    items = "\n".join(
        _item(question, f"{identifier}-q{number}")
        for number, question in enumerate(quiz.questions, start=1)
        if is_writable(question)
    )
    return (
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="{identifier}" title="{escape(quiz.title)}">'
        f'{_facts(facts)}<section ident="{identifier}-s">\n{items}\n</section></assessment>'
        "</questestinterop>"
    )


def _item(question: Question, identifier: str) -> str:
    labels = {f"{identifier}-a{n}": choice for n, choice in enumerate(question.choices, start=1)}
    right = [label for label, choice in labels.items() if choice.is_right]
    hints = {label: choice.feedback for label, choice in labels.items() if choice.feedback}
    general = question.feedback
    feedback = "".join(
        f'<itemfeedback ident="{name}"><material>{_html(text)}</material></itemfeedback>'
        for name, text in (
            *((("general_fb", general),) if general else ()),
            *((f"{label}-fb", text) for label, text in hints.items()),
        )
    )
    facts = {"cc_profile": NAMES[question.asked], "cc_weighting": f"{question.points:g}"}
    if question.asked is Asked.FREE:
        facts["qmd_computerscored"] = "No"
    return (
        f'<item ident="{identifier}">'
        f"<itemmetadata>{_facts(facts)}</itemmetadata>"
        f"<presentation><material>{_html(question.prompt)}</material>"
        f"{''.join(_answer(question, list(labels)))}</presentation>"
        f"{_marking(question, list(labels), right, list(hints), bool(general))}{feedback}</item>"
    )


def _answer(question: Question, labels: list[str]) -> Iterator[str]:
    if question.asked in {Asked.SINGLE, Asked.MULTIPLE}:
        how = "Single" if question.asked is Asked.SINGLE else "Multiple"
        yield f'<response_lid ident="response" rcardinality="{how}"><render_choice>'
        for label, choice in zip(labels, question.choices, strict=True):
            yield (
                f'<response_label ident="{label}"><material>{_html(choice.text)}</material>'
                "</response_label>"
            )
        yield "</render_choice></response_lid>"
    else:
        yield (
            '<response_str ident="response" rcardinality="Single"><render_fib prompt="Box">'
            '<response_label ident="answer" rshuffle="No"/></render_fib></response_str>'
        )


def _marking(
    question: Question, labels: list[str], right: list[str], hinted: list[str], has_general: bool
) -> str:
    rules = []
    if has_general:
        rules.append(
            '<respcondition continue="Yes"><conditionvar><other/></conditionvar>'
            '<displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>'
        )
    rules.extend(
        f'<respcondition continue="Yes"><conditionvar>{_is(label)}</conditionvar>'
        f'<displayfeedback feedbacktype="Response" linkrefid="{label}-fb"/></respcondition>'
        for label in hinted
    )
    if question.asked is Asked.MULTIPLE:
        tests = "".join(
            _is(label) if label in right else f"<not>{_is(label)}</not>" for label in labels
        )
        rules.append(_point(f"<and>{tests}</and>"))
    elif question.asked is Asked.SINGLE:
        rules.extend(_point(_is(label)) for label in right)
    elif question.asked is not Asked.FREE:
        tests = "".join(_is(answer) for answer in question.answers)
        rules.append(_point(tests))
    return (
        '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"'
        f' vartype="Decimal"/></outcomes>{"".join(rules)}</resprocessing>'
    )


def _is(value: str) -> str:
    return f'<varequal respident="response">{escape(value)}</varequal>'


def _point(tests: str) -> str:
    return (
        f'<respcondition continue="No"><conditionvar>{tests}</conditionvar>'
        '<setvar action="Set" varname="SCORE">100</setvar></respcondition>'
    )


def _html(html: str) -> str:
    return f'<mattext texttype="text/html">{escape(html)}</mattext>'


def _facts(facts: dict[str, str]) -> str:
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{escape(value)}</fieldentry>"
        "</qtimetadatafield>"
        for name, value in facts.items()
    )
    return f"<qtimetadata>{fields}</qtimetadata>"
