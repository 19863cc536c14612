"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import personal_data_wanted
from innesto.communities.models import Bridge
from innesto.communities.signals import bridge_changed
from innesto.questions.models import Answer, Comment, Expert, Question
from innesto.search.actions import hand_in


@receiver(personal_data_wanted, dispatch_uid="questions.hand_over_questions")
def hand_over_questions(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say what the person asked, with or without their name, answered and knows."""
    asked = Question.objects.filter(asker=person).order_by("pk")
    answered = Answer.objects.filter(author=person).order_by("pk")
    commented = Comment.objects.filter(author=person).order_by("pk")
    expert = Expert.objects.filter(person=person).order_by("pk")
    return {
        "questions_asked": list(asked.values("title", "body", "anonymity", "asked_at", "state")),
        "answers_given": list(answered.values("question__title", "body", "at")),
        "comments_on_questions": list(commented.values("question__title", "text", "at")),
        "expert_in": list(expert.values("community__slug", "kind", "about", "spoken")),
    }


@receiver(bridge_changed, dispatch_uid="questions.follow_bridge")
def follow_bridge(sender: type[Bridge], bridge: Bridge, **kwargs: Any) -> None:
    """Let the other community find a question that is shared with it, or no longer."""
    if isinstance(bridge.work, Question):
        hand_in("asked", bridge.work.pk)
