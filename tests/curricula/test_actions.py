from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from innesto.curricula.actions import (
    FrameworkIsKnown,
    GoesInACircle,
    LastAuthor,
    NothingToPublish,
    add_framework,
    add_module,
    adopt_digcomp,
    change_module,
    describe_curriculum,
    drop_module,
    move_module,
    name_writer,
    publish_curriculum,
    release_writer,
    set_competences,
    start_curriculum,
    translate_curriculum,
    withdraw_curriculum,
)
from innesto.curricula.intake import Row
from innesto.curricula.models import Competence, Curriculum, Framework, Module
from innesto.curricula.queries import (
    competences_by_area,
    competences_taught,
    curriculum_list,
    is_completed,
    modules_teaching,
    outline_of,
    said_to_reader,
    written_outline,
)
from tests.accounts.factories import UserFactory
from tests.curricula.factories import CompetenceFactory, CurriculumFactory, ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return UserFactory()


@pytest.fixture
def curriculum(author):
    return CurriculumFactory(authors=[author])


def test_adopt_digcomp_loads_it_once():
    framework = adopt_digcomp(by=None)

    with pytest.raises(FrameworkIsKnown):
        adopt_digcomp(by=None)

    areas = competences_by_area(framework)
    assert [len(one.competences) for one in areas] == [3, 6, 4, 4, 4]
    assert Framework.objects.count() == 1


@pytest.mark.capability("D-05")
def test_add_framework_separates_deciding_from_carrying_out_by_role_and_country(author):
    digcomp = adopt_digcomp(by=None)
    rows = [
        Row(2, "A", {"en": "City"}),
        Row(3, "A.1", {"en": "Choose"}, area="A", kind="decision", roles=("Mayor",)),
        Row(4, "A.2", {"en": "Run"}, area="A", kind="operational", countries=("IT",)),
        Row(5, "A.3", {"en": "Share"}, area="A", aligned=("digcomp-2-2:2.2",)),
    ]

    framework = add_framework(rows, by=author, key="city", names={"und": "City"})

    def codes(**wanted):
        return [
            one.code
            for area in competences_by_area(framework, **wanted)
            for one in area.competences
        ]

    assert codes(kind="decision") == ["A.1", "A.3"]
    assert codes(kind="operational", country="FI") == ["A.3"]
    assert codes(role="clerk") == ["A.2", "A.3"]
    aligned = Competence.objects.get(framework=framework, code="A.3").aligned.get()
    assert (aligned.framework, aligned.code) == (digcomp, "2.2")


def test_start_curriculum_makes_who_begins_its_author(author):
    one = start_curriculum(by=author, title="Digital city", language="it")
    other = start_curriculum(by=author, title="Digital city", language="it")

    assert (one.slug, other.slug) == ("digital-city", "digital-city-2")
    assert list(one.authors.all()) == [author]
    assert list(Curriculum.objects.visible_to(UserFactory())) == []


def test_describe_curriculum_changes_what_is_being_written_and_not_what_was_published(
    curriculum, author
):
    add_module(curriculum, by=author, title="Data", hours=Decimal(2))
    publish_curriculum(curriculum, by=author)

    describe_curriculum(curriculum, by=author, title="Another")

    curriculum.refresh_from_db()
    assert outline_of(curriculum).title != "Another"
    assert written_outline(curriculum).title == "Another"


def test_change_module_refuses_a_circle_and_changes_nothing(curriculum, author):
    one = ModuleFactory(curriculum=curriculum, title="One")
    two = add_module(curriculum, by=author, title="Two", hours=Decimal(1), prerequisites=[one])

    with pytest.raises(GoesInACircle) as circle:
        change_module(one, by=author, title="First", prerequisites=[two])

    assert sorted(circle.value.titles) == ["First", "Two"]
    one.refresh_from_db()
    assert (one.title, list(one.prerequisites.all())) == ("One", [])


def test_change_module_keeps_what_comes_before(curriculum, author):
    one, two = ModuleFactory.create_batch(2, curriculum=curriculum)

    change_module(two, by=author, prerequisites=[one], hours=Decimal("1.5"))

    assert written_outline(curriculum).needs == {one.pk: [], two.pk: [one.pk]}


def test_move_module_changes_places(curriculum, author):
    one, two, three = ModuleFactory.create_batch(3, curriculum=curriculum)

    move_module(three, by=author, up=True)
    move_module(one, by=author, up=True)
    move_module(one, by=author, up=False)

    assert list(curriculum.modules.order_by("position")) == [three, one, two]


def test_drop_module_keeps_what_was_published(curriculum, author):
    one, two = ModuleFactory.create_batch(2, curriculum=curriculum)
    drop_module(two, by=author)
    three = add_module(curriculum, by=author, title="Three", hours=Decimal(1), prerequisites=[one])
    publish_curriculum(curriculum, by=author)
    curriculum.refresh_from_db()

    drop_module(one, by=author)

    assert list(Module.objects.filter(is_dropped=True)) == [one]
    assert written_outline(curriculum).needs == {three.pk: []}
    assert outline_of(curriculum).needs == {one.pk: [], three.pk: [one.pk]}


@pytest.mark.capability("D-08")
def test_publish_curriculum_keeps_every_version(curriculum, author):
    module = ModuleFactory(curriculum=curriculum, title="Data")
    competence = CompetenceFactory()
    set_competences(module, {competence: 4}, by=author)
    publish_curriculum(curriculum, by=author, note="First")
    change_module(module, by=author, title="Open data", prerequisites=[])

    version = publish_curriculum(curriculum, by=author, note="Second")

    curriculum.refresh_from_db()
    assert (version.number, curriculum.edition) == (2, 2)
    assert [part.title for part in outline_of(curriculum, 1).parts] == ["Data"]
    assert [part.title for part in outline_of(curriculum).parts] == ["Open data"]
    assert competences_taught(curriculum)[competence.pk].level == 4
    assert modules_teaching([competence.pk]) == {competence.pk: [module]}
    assert list(curriculum_list(viewer=UserFactory())) == [curriculum]


def test_publish_curriculum_refuses_nothing_new(curriculum, author):
    with pytest.raises(NothingToPublish):
        publish_curriculum(curriculum, by=author)
    ModuleFactory(curriculum=curriculum)
    publish_curriculum(curriculum, by=author)

    with pytest.raises(NothingToPublish):
        publish_curriculum(curriculum, by=author)


def test_withdraw_curriculum_leaves_it_to_its_authors(curriculum, author):
    ModuleFactory(curriculum=curriculum)
    publish_curriculum(curriculum, by=author)

    withdraw_curriculum(curriculum, by=author)

    assert list(Curriculum.objects.visible_to(UserFactory())) == []
    assert list(Curriculum.objects.visible_to(author)) == [curriculum]


@pytest.mark.capability("D-08")
def test_translate_curriculum_stands_beside_the_original_and_grows_old(curriculum, author):
    module = ModuleFactory(curriculum=curriculum, title="Data")
    publish_curriculum(curriculum, by=author)
    translate_curriculum(
        curriculum, language="it", texts={f"{module.pk}.title": "Dati", "title": ""}, by=author
    )
    change_module(module, by=author, summary="New", prerequisites=[])
    publish_curriculum(curriculum, by=author)
    curriculum.refresh_from_db()

    told = said_to_reader(curriculum, outline_of(curriculum), "it")

    assert (told.outline.parts[0].title, told.outline.title) == ("Dati", curriculum.title)
    assert (told.is_translated, told.is_old, told.languages) == (True, True, ["en", "it"])


def test_release_author_leaves_one(curriculum, author):
    other = UserFactory()
    name_writer(curriculum, other, by=author)

    release_writer(curriculum, author, by=other)

    with pytest.raises(LastAuthor):
        release_writer(curriculum, other, by=other)
    assert list(curriculum.authors.all()) == [other]


def test_is_completed_asks_who_teaches(curriculum, author, monkeypatch):
    done = []
    monkeypatch.setattr(
        "innesto.curricula.queries._COMPLETED", [lambda modules, person: [*done, 0]]
    )
    one, two = ModuleFactory.create_batch(2, curriculum=curriculum)
    publish_curriculum(curriculum, by=author)
    curriculum.refresh_from_db()

    before = is_completed(curriculum, author)
    done += [one.pk, two.pk]

    assert (before, is_completed(curriculum, author)) == (False, True)


def test_load_frameworks_takes_over_what_ships_and_may_be_repeated():
    out = StringIO()

    call_command("load_frameworks", stdout=out)
    call_command("load_frameworks", stdout=out)
    call_command("load_frameworks", verbosity=0)

    assert out.getvalue() == "DigComp 2.2: 26\nDigComp 2.2 is here already.\n"
