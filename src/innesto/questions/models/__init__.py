"""Questions, their answers, the experts who take them, and the articles they become."""

from innesto.questions.models.article import Article
from innesto.questions.models.expert import Desk, Expert
from innesto.questions.models.question import Answer, Comment, Question, Step, Vote

__all__ = ["Answer", "Article", "Comment", "Desk", "Expert", "Question", "Step", "Vote"]
