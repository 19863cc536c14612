"""How long is kept what learners answered."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.quizzes.models import Attempt
from innesto.toolkit.keeping import Keeping


def forget_answers(before: datetime) -> int:
    """Forget answers and words about them; results and what the analysis counts stay."""
    old = Attempt.objects.marked().filter(handed_in_at__lt=before).exclude(answers={})
    return old.update(answers={}, marks={})


RETENTION = (
    Keeping("quiz-answers", _("Answers to quizzes: results stay"), forget_answers, days=730),
)
