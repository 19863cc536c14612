"""What the author of a quiz should know: how each question does, without a name of anybody."""

from innesto.quizzes.analysis import Item, Sitting, analyse
from innesto.quizzes.models import Attempt, Edition


def items_of(edition: Edition) -> list[Item]:
    """Return how each question does as it stands now, in the first attempts of all learners.

    Answers to a question that was worded otherwise then are left out.
    """
    firsts = (
        Attempt.objects.marked()
        .filter(quiz=edition.quiz_id, number=1)
        .select_related("edition")
        .order_by("pk")
    )
    same = {
        other.pk: {one.key for one in other.asked if one in edition.asked}
        for other in edition.quiz.editions.all()
    }
    sittings = [
        Sitting(
            answers=attempt.given,
            shares={
                key: share
                for key, share in attempt.worth.items()
                if key in same[attempt.edition_id]
            },
        )
        for attempt in firsts
    ]
    return analyse(edition.asked, sittings)
