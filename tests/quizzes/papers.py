"""Questions of every kind, as small as they can be."""

from innesto.quizzes.questions import question_from

TEACHES = {"en": "Because."}

SINGLE = {
    "key": "s",
    "kind": "single",
    "text": {"en": "Which?", "it": "Quale?"},
    "choices": [
        {"text": "A", "right": True, "feedback": "Yes."},
        {"text": "B", "feedback": "No: see the law."},
        {"text": "C", "feedback": "No."},
    ],
}
MULTIPLE = {
    "key": "m",
    "kind": "multiple",
    "text": {"en": "Which ones?"},
    "points": 2,
    "feedback": TEACHES,
    "choices": [
        {"text": "A", "right": True},
        {"text": "B", "right": True},
        {"text": "C"},
        {"text": "D"},
    ],
}
ORDER = {
    "key": "o",
    "kind": "order",
    "text": {"en": "In which order?"},
    "feedback": TEACHES,
    "choices": [{"text": "First"}, {"text": "Second"}, {"text": "Third"}, {"text": "Fourth"}],
}
MATCH = {
    "key": "p",
    "kind": "match",
    "text": {"en": "What belongs together?"},
    "feedback": TEACHES,
    "choices": [
        {"text": "Rome", "partner": "Italy"},
        {"text": "Asti", "partner": "Italy"},
        {"text": "Graz", "partner": "Austria"},
    ],
}
NUMBER = {
    "key": "n",
    "kind": "number",
    "text": {"en": "How much?"},
    "feedback": TEACHES,
    "value": "12.5",
    "tolerance": "0.5",
    "unit": "kWh",
    "units": {"MWh": 1000},
}
TEXT = {
    "key": "t",
    "kind": "text",
    "text": {"en": "Why?"},
    "points": 3,
    "model": {"en": "As a citizen would say it."},
    "rubric": [{"text": "Names a reason", "points": 2}, {"text": "Gives an example"}],
}
ALL = [SINGLE, MULTIPLE, ORDER, MATCH, NUMBER, TEXT]


def asked(data, **changes):
    """Read one of these, with changes."""
    return question_from({**data, **changes})
