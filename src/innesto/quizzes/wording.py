"""What quizzes say to people: kinds, how each is marked, what is missing, what looks wrong.

Not a room: forms, queries, pages and the kind of unit use these words.
"""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.programmes.models.programme import other_language, said
from innesto.quizzes.analysis import Oddity
from innesto.quizzes.questions import Kind, Lack, Marker, Words

KINDS = {
    Kind.SINGLE: _("one right choice"),
    Kind.MULTIPLE: _("several right choices"),
    Kind.ORDER: _("put in order"),
    Kind.MATCH: _("match"),
    Kind.NUMBER: pgettext_lazy("kind of question", "number"),
    Kind.TEXT: _("free text"),
}
ASKED = {
    Kind.SINGLE: _("Choose one."),
    Kind.MULTIPLE: _("Choose all that are right."),
    Kind.ORDER: _("Say for each which place it has."),
    Kind.MATCH: _("Choose for each what belongs to it."),
    Kind.NUMBER: _("Comma and point are both understood."),
    Kind.TEXT: _("Write in your own words."),
}
MARKED = {
    Kind.SINGLE: _("The right choice is worth all points."),
    Kind.MULTIPLE: _(
        "Each right choice is worth an equal part; each wrong one takes as much away, never more "
        "than there is."
    ),
    Kind.ORDER: _("Each step that directly follows the right one is worth an equal part."),
    Kind.MATCH: _("Each right pair is worth an equal part."),
    Kind.NUMBER: _("Within the tolerance it is worth all points, outside none."),
    Kind.TEXT: _("Each criterion of the rubric has its points."),
}
MARKERS = {
    Marker.SELF: _("You mark it yourself against the rubric, once you have handed in."),
    Marker.AUTHOR: _("An author of the course marks it against the rubric, without your name."),
}
LACKS = {
    Lack.TEXT: _("Write the question."),
    Lack.CHOICES: _("At least two are needed."),
    Lack.ONE_RIGHT: _("Exactly one must be right."),
    Lack.SOME_RIGHT: _("At least one must be right."),
    Lack.PARTNERS: _("Each needs what belongs to it."),
    Lack.VALUE: _("Write the right number."),
    Lack.RUBRIC: _("Write at least one criterion."),
    Lack.FEEDBACK: _("Say something to those who answer wrongly: the feedback teaches."),
}
ODDITIES = {
    Oddity.TOO_FEW: _("Too few learners to say anything yet."),
    Oddity.REVERSED: _(
        "Those who know more answer it worse: look whether the right answer is the right one, "
        "and whether the question misleads."
    ),
    Oddity.WEAK: _("It hardly tells those who know from those who do not."),
    Oddity.EASY: _("Nearly everybody knows: it teaches little here."),
    Oddity.HARD: _("Hardly anybody knows: does the course say it before?"),
    Oddity.WRONG_AHEAD: _(
        "More people take “%(choice)s”, which is wrong, than a right one: check both, or explain "
        "it in the course."
    ),
    Oddity.NEVER_TAKEN: _("Nobody takes “%(choice)s”: it could be left out."),
}


def spoken(words: Words) -> str:
    """Return words for the reader; in another language than the page they say so to machines."""
    language = other_language(words)
    text = said(words)
    return format_html('<span lang="{}">{}</span>', language, text) if language else text
