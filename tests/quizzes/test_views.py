import pytest
from django.urls import reverse

from innesto.quizzes.drawing import partners
from innesto.quizzes.forms.answering import AnswerForm
from innesto.quizzes.forms.writing import QuestionForm
from innesto.quizzes.models import Attempt
from innesto.quizzes.queries.standing import edition_of
from innesto.quizzes.questions import as_data, question_from
from tests.courses.factories import AuthorFactory
from tests.quizzes.factories import AttemptFactory, EditionFactory
from tests.quizzes.papers import ALL, MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, TEXT, asked

SEED = 3


def sent(data, answer, seed=SEED):
    """Return the fields that a browser sends for an answer."""
    form = AnswerForm(question=asked(data), seed=seed, given=answer)
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (SINGLE, "b"),
        (MULTIPLE, ["a", "c"]),
        (ORDER, {"a": 4, "b": 1, "c": 2, "d": 3}),
        (ORDER, {"a": 4}),
        (MATCH, {"a": "c", "b": "a", "c": "b"}),
        (NUMBER, "12,5 kWh"),
        (TEXT, "Because."),
    ],
)
def test_an_answer_is_shown_as_it_was_kept_and_kept_as_it_is_sent(data, answer):
    form = AnswerForm(sent(data, answer), question=asked(data), seed=SEED)

    assert form.is_valid()
    assert form.answer == answer


@pytest.mark.parametrize("data", ALL, ids=lambda one: one["kind"])
def test_what_nobody_could_choose_is_left_out(data):
    forged = {"answer": "99", **{f"each_{n}": "99" for n in range(4)}}

    form = AnswerForm(forged, question=asked(data), seed=SEED)

    assert form.answer in ("", [], {}, "99")


def test_the_page_of_a_matching_question_gives_nothing_away():
    question = asked(MATCH)
    form = AnswerForm(question=question, seed=SEED)

    places = [choice for _value, choice in form.fields["each_0"].choices]

    assert places == ["–", *[str(one.partner["und"]) for one in partners(question, SEED)]]


@pytest.mark.parametrize(
    ("data", "given", "field"),
    [
        (ORDER, {"each_0": "1", "each_1": "1"}, "__all__"),
        (NUMBER, {"answer": "twelve"}, "answer"),
        (NUMBER, {"answer": "12 litres"}, "answer"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_refused_but_kept(data, given, field):
    form = AnswerForm(given, question=asked(data), seed=SEED)

    assert list(form.errors) == [field]
    assert form.answer


def written(data, language="en", **changes):
    """Send the form of a question with changes."""
    question = question_from(data, "en")
    form = QuestionForm(asked=question, language=language)
    fields = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in fields.items() if value not in (None, False)}
    return QuestionForm({**kept, **changes}, asked=question, language=language)


@pytest.mark.parametrize("data", ALL, ids=lambda one: one["kind"])
def test_a_question_that_is_saved_unchanged_stays_as_it_is(data):
    form = written(data)

    assert form.is_valid(), form.errors
    assert as_data(form.question) == as_data(question_from(data, "en"))


def test_a_translation_adds_words_and_takes_none():
    form = written(SINGLE, language="it", words_1="Sì", text="Quale?")

    assert form.is_valid(), form.errors
    assert form.question.choice("a").text == {"en": "A", "it": "Sì"}
    assert form.question.choice("b").text == {"en": "B"}


def test_a_new_choice_gets_a_free_key_and_one_taken_away_is_gone():
    form = written(MULTIPLE, drop_1="on", words_5="E")

    assert form.is_valid(), form.errors
    assert [one.key for one in form.question.choices] == ["b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("data", "changes", "field"),
    [
        (SINGLE, {"text": ""}, "text"),
        (SINGLE, {"right_2": "on"}, "right_1"),
        (MATCH, {"partner_1": ""}, "partner_1"),
        (NUMBER, {"value": "1.250"}, "value"),
        (NUMBER, {"value": "12 kWh"}, "value"),
        (NUMBER, {"units": "MWh"}, "units"),
        (TEXT, {"words_1": "", "words_2": "", "drop_1": "on", "drop_2": "on"}, "words_1"),
    ],
)
def test_a_question_that_cannot_be_asked_says_beside_which_field(data, changes, field):
    assert list(written(data, **changes).errors) == [field]


def test_question_keeps_the_answer_and_goes_on(client, db):
    attempt = AttemptFactory()
    client.force_login(attempt.enrolment.person)
    url = reverse("quizzes:question", args=[attempt.pk, 1])

    shown = client.get(url)
    answer = client.post(url, {"answer": "0"})

    assert "A" in shown.text
    assert answer.url == reverse("quizzes:question", args=[attempt.pk, 2])
    assert Attempt.objects.get(pk=attempt.pk).answers == {"s": "a"}


def test_question_that_is_refused_is_kept_all_the_same(client, db):
    attempt = AttemptFactory(edition=EditionFactory(questions=[NUMBER]))
    client.force_login(attempt.enrolment.person)

    answer = client.post(reverse("quizzes:question", args=[attempt.pk, 1]), {"answer": "many"})

    assert answer.status_code == 422
    assert Attempt.objects.get(pk=attempt.pk).answers == {"n": "many"}


def test_a_failed_quiz_teaches_without_giving_right_answers_away(client, db):
    attempt = AttemptFactory(answers={"s": "b", "m": ["a"]})
    client.force_login(attempt.enrolment.person)

    page = client.post(reverse("quizzes:hand-in", args=[attempt.pk]), follow=True).text

    assert "No: see the law." in page
    assert "Yes." not in page
    assert "È giusto" not in page


def test_a_passed_quiz_shows_what_was_right(client, db, django_assert_max_num_queries):
    attempt = AttemptFactory(answers={"s": "b", "m": ["a", "b"]})
    client.force_login(attempt.enrolment.person)
    client.post(reverse("quizzes:hand-in", args=[attempt.pk]))

    with django_assert_max_num_queries(11):
        page = client.get(reverse("quizzes:attempt", args=[attempt.pk])).text

    assert page.count("È giusto") == 1


def test_the_unit_says_how_the_learner_stands(client, db, django_assert_max_num_queries):
    attempt = AttemptFactory(edition=EditionFactory(questions=ALL))
    client.force_login(attempt.enrolment.person)

    with django_assert_max_num_queries(11):
        page = client.get(attempt.quiz.unit.get_absolute_url()).text

    assert attempt.get_absolute_url() in page


def test_an_author_writes_tries_and_looks_at_questions(client, db):
    edition = EditionFactory(questions=ALL)
    unit = edition.quiz.unit
    client.force_login(AuthorFactory(course=unit.course).person)

    client.post(
        reverse("quizzes:new", args=[unit.pk, "order"]),
        {"text": "E poi?", "points": "1", "words_1": "Uno", "words_2": "Due", "feedback": "Così."},
    )
    pages = [
        client.get(reverse("quizzes:write", args=[unit.pk, "s"]) + "?in=en"),
        client.post(reverse("quizzes:try", args=[unit.pk, "s"]), {"answer": "0"}),
        client.get(reverse("quizzes:edit", args=[unit.pk])),
        client.get(reverse("quizzes:analysis", args=[unit.pk])),
    ]

    assert edition_of(edition.quiz).asked[-1].text == {"it": "E poi?"}
    assert [page.status_code for page in pages] == [200] * 4
