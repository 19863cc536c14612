import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from innesto.documents.actions import hand_in_document
from innesto.documents.models import Document
from innesto.documents.queries.facts import document_facts
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import thread_of
from innesto.outcomes.actions.lessons import (
    change_lesson,
    compare_lesson,
    drop_lesson,
    write_lesson,
)
from innesto.outcomes.models import Lesson
from innesto.outcomes.queries.lessons import compare, lesson_list
from innesto.outcomes.searched import lesson_cards
from tests.accounts.factories import UserFactory
from tests.documents.factories import DocumentFactory
from tests.exchanges.factories import IdeaFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.outcomes.factories import LessonFactory
from tests.programmes.factories import SMALLEST, PartnerFactory, ProgrammeFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db

ASKING = (
    SMALLEST
    + """\
templates:
  - key: lesson
    label: {it: Lezione appresa, en: Lesson learned}
    kind: lesson
    fields:
      - {key: happened, label: {it: Che cosa è successo, en: What happened}, required: always}
      - {key: lesson, label: {it: La lezione, en: The lesson}, type: short, required: always}
      - {key: moved, label: {it: Che cosa si è mosso, en: What moved}}
      - key: dimension
        label: {it: Dimensione, en: Dimension}
        type: choice
        choices: [{it: rete, en: network}, {it: risorse, en: resources}]
"""
)


@pytest.fixture
def ada():
    return UserFactory(name="Ada")


@pytest.fixture
def partner():
    return PartnerFactory(programme=ProgrammeFactory(blueprint=ASKING))


@pytest.mark.capability("M-15", "M-06")
def test_write_lesson_keeps_the_chain_from_exchange_over_idea(ada):
    idea = IdeaFactory()
    Link.objects.create(
        later_kind="exchanges.idea", later_key=idea.pk, relation="inspired_by",
        earlier_kind="exchanges.exchange", earlier_key=idea.exchange_id, on="2026-01-01",
    )  # fmt: skip

    lesson = write_lesson(
        idea.exchange.programme,
        idea.organisation,
        by=ada,
        origin=("exchanges.idea", str(idea.pk)),
        exchange=idea.exchange,
        sentence="Se si comincia dagli orti, allora la mensa segue",
        happened="Si è cominciato",
        language="it",
        visibility="public",
    )

    came_from = thread_of(lesson, viewer=ada).came_from
    assert {node.ref[0] for node in came_from} == {"exchanges.idea", "exchanges.exchange"}


@pytest.mark.capability("T-15")
def test_write_lesson_is_the_document_its_programme_owes(partner, ada):
    lesson = write_lesson(
        partner.programme, partner.organisation, by=ada, sentence="Se …, allora …",
        happened="Così", language="it", extra={"moved": "Tutto"},
    )  # fmt: skip

    (document,) = Document.objects.all()
    lesson.refresh_from_db()
    assert (lesson.document, document.state) == (document, "handed_in")
    assert (document.answers["lesson"], document.answers["moved"]) == ("Se …, allora …", "Tutto")
    assert [fact.template for fact in document_facts(partner.programme)] == ["lesson"]
    assert Lesson.objects.count() == 1


def test_document_of_kind_lesson_becomes_a_lesson(partner, ada):
    form = {
        "key": "lesson",
        "label": {"it": "Lezione"},
        "kind": "lesson",
        "fields": [
            {
                "key": "dimension",
                "label": {"it": "Dimensione"},
                "type": "choice",
                "choices": [{"it": "rete", "en": "network"}],
            }
        ],
    }
    document = DocumentFactory(
        programme=partner.programme, partner=partner, template="lesson", kind="lesson", form=form
    )

    hand_in_document(
        document, {"lesson": "Se si chiede …", "happened": "Sì", "dimension": "rete"}, by=ada
    )

    (lesson,) = Lesson.objects.all()
    assert (lesson.sentence, lesson.happened, lesson.dimension) == (
        "Se si chiede …", "Sì", "network",
    )  # fmt: skip
    assert (lesson.document, lesson.organisation) == (document, partner.organisation)


def test_change_lesson_changes_what_is_given(ada):
    theme = ThemeFactory()

    lesson = change_lesson(LessonFactory(), by=ada, why="Perché sì", themes=[theme])

    assert (lesson.why, list(lesson.themes.all())) == ("Perché sì", [theme])


@pytest.mark.capability("T-16")
def test_compare_lesson_that_another_project_saw_too_confirms_both(ada):
    one, other = LessonFactory(), LessonFactory()

    compare_lesson(one, other, agrees=True, by=ada)

    assert set(Lesson.objects.values_list("confidence", flat=True)) == {"confirmed"}


def test_compare_lesson_to_the_contrary_confirms_none(ada):
    one, other = LessonFactory(), LessonFactory()

    link = compare_lesson(one, other, agrees=False, by=ada)

    assert link.relation == "conflicts"
    assert set(Lesson.objects.values_list("confidence", flat=True)) == {"one"}


def test_drop_lesson_takes_its_links_along(ada):
    one = LessonFactory()
    compare_lesson(one, LessonFactory(), agrees=False, by=ada)

    drop_lesson(one, by=ada)

    assert (Lesson.objects.count(), Link.objects.count()) == (1, 0)


@pytest.mark.capability("T-16")
def test_compare_sets_dimensions_against_projects():
    call = ProgrammeFactory()
    one, two = (ProgrammeFactory(call=call, names={"it": name}) for name in ("Uno", "Due"))
    first = LessonFactory(programme=one, dimension="network")
    second = LessonFactory(programme=two, dimension="network")
    third = LessonFactory(programme=two, dimension="decision")
    LessonFactory(dimension="decision")

    found = compare(lesson_list(viewer=AnonymousUser(), programme=call.slug))

    assert [it.name for it in found.columns] == ["Due", "Uno"]
    assert [[list(cell) for _of, cell in cells] for _label, cells in found.rows] == [
        [[third], []],
        [[second], [first]],
    ]


def test_lesson_list_never_shows_what_a_reader_may_not_open(ada):
    call = ProgrammeFactory()
    theirs, beside = ProgrammeFactory(call=call), ProgrammeFactory(call=call)
    mine = PartnerFactory(programme=beside)
    colleague = MembershipFactory(organisation=mine.organisation).person
    public = LessonFactory(programme=theirs)
    shared = LessonFactory(programme=theirs, visibility="programme")
    LessonFactory(programme=theirs, visibility="private")

    assert set(lesson_list(viewer=ada)) == {public}
    assert set(lesson_list(viewer=colleague)) == {public, shared}


def test_lesson_cards_leave_out_private_ones():
    LessonFactory(visibility="private")
    LessonFactory(visibility="programme")

    ids = [*Lesson.objects.values_list("pk", flat=True)]
    (card,) = lesson_cards(ids)
    assert {name.partition(":")[0] for name in card.audiences} == {"members"}


def test_new_page_makes_a_lesson_of_an_idea(client):
    idea = IdeaFactory()
    seat = SeatFactory(exchange=idea.exchange, partner__organisation=idea.organisation)
    client.force_login(MembershipFactory(organisation=seat.partner.organisation).person)
    url = reverse("outcomes:lesson-new", query={"da": f"exchanges.idea:{idea.pk}"})

    opened = client.get(url)
    sent = {
        "organisation": idea.organisation_id, "sentence": "Se …, allora …", "happened": "Sì",
        "confidence": "one", "content": "experience", "visibility": "public", "language": "it",
    }  # fmt: skip
    client.post(url, sent)

    lesson = Lesson.objects.get()
    assert idea.text in opened.text
    assert (lesson.exchange, lesson.content) == (idea.exchange, "experience")


@pytest.mark.capability("M-10", "M-04")
def test_lesson_page_says_what_it_is_and_what_proves_it(client):
    lesson = LessonFactory(content="knowledge", evidence="30 mense nel 2026")

    page = client.get(lesson.get_absolute_url()).text

    assert "conoscenza" in page
    assert "30 mense nel 2026" in page


@pytest.mark.parametrize("count", [1, 3])
def test_lessons_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    LessonFactory.create_batch(count)
    url = reverse("outcomes:lessons")
    client.get(url)

    with django_assert_num_queries(LIST):
        client.get(url)


LIST = 4
