import pytest
from django.urls import reverse

from innesto.practices.models import Question
from tests.practices.factories import QuestionFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


@pytest.mark.capability("S-21")
@pytest.mark.capability("S-22")
def test_story_is_told_and_questions_are_answered_on_its_page(client, practice, owner, stranger):
    client.post(
        at("tell", practice.slug),
        {"tellers": "Lea", "context": "Prima", "obstacles": "b", "steps": "c", "result": "d"},
    )
    client.post(at("story", practice.slug), {"text": "Quanto costa?", "asker": "Dalla terza fila"})
    question = Question.objects.get()
    client.post(at("answer", practice.slug, question.pk), {"answer": "Niente"})
    client.post(at("answer", practice.slug, question.pk), {"answer": "Molto"})
    client.force_login(stranger)
    client.post(at("story", practice.slug), {"text": "E il personale?"})
    client.logout()

    page = client.get(at("story", practice.slug)).text

    for words in ("Prima", "Quanto costa?", "Dalla terza fila", "Niente", "E il personale?"):
        assert words in page, words
    assert client.post(at("story", practice.slug), {"text": "x"}).status_code == 403


def test_question_of_another_practice_is_not_answered_here(client, practice, owner):
    elsewhere = QuestionFactory()

    assert client.get(at("answer", practice.slug, elsewhere.pk)).status_code == 404
