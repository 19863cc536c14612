import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.curricula.actions import publish_curriculum, set_competences
from innesto.curricula.http import add_panel, add_teachers
from innesto.curricula.models import Competence, Curriculum, Framework
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel
from tests.accounts.factories import UserFactory
from tests.curricula.factories import CompetenceFactory, CurriculumFactory, ModuleFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    for _each in range(count):
        publish_curriculum(ModuleFactory().curriculum, by=None)

    with django_assert_num_queries(3):
        page = client.get(reverse("curricula:index")).text

    assert [one.title in page for one in Curriculum.objects.all()] == [True] * count


def test_index_is_for_an_audience(client):
    for audience in ("elected", "citizens"):
        module = ModuleFactory(curriculum__title=audience, curriculum__audiences=[audience])
        publish_curriculum(module.curriculum, by=None)

    page = client.get(reverse("curricula:index"), {"per": "elected"})

    assert [row.title for row in page.context["rows"]] == ["elected"]


@pytest.mark.capability("D-08")
def test_detail_shows_outcomes_hours_path_and_what_others_hang_on_it(client, monkeypatch):
    monkeypatch.setattr("innesto.curricula.http._PANELS._draws", {})
    monkeypatch.setattr("innesto.curricula.http._TEACHERS", [])
    first = ModuleFactory(title="Data", outcomes=["Read a table"])
    second = ModuleFactory(curriculum=first.curriculum, title="Choosing", hours="2.5")
    second.prerequisites.add(first)
    set_competences(first, {CompetenceFactory(code="9.9", kind="decision"): 4}, by=None)
    publish_curriculum(first.curriculum, by=None)
    beside = Panel("Beside", [Row("A row", "/")])
    add_panel(lambda curriculum, viewer: beside, column="side", position=1)
    add_teachers(lambda modules, viewer: {first.pk: [Link("A course", "/corsi/1/")]})

    page = client.get(first.curriculum.get_absolute_url())

    assert [
        words in page.text
        for words in ("Read a table", "6,5", "9.9 Competence 9.9", "da soli", "Beside", "A course")
    ] == [True] * 6
    assert len(page.context["picture"].ways) == 1


def test_versions_shows_the_difference(client):
    module = ModuleFactory(title="Data")
    publish_curriculum(module.curriculum, by=None)
    module.title = "Open data"
    module.save()
    publish_curriculum(module.curriculum, by=None)

    page = client.get(reverse("curricula:versions", args=[module.curriculum.slug]))

    assert [(one.before, one.after) for _title, one in page.context["changes"]] == [
        ("Data", "Open data")
    ]


def test_new_begins_for_the_organisation_one_acts_for(client):
    membership = MembershipFactory()
    client.force_login(membership.person)

    client.post(
        reverse("curricula:new"), {"title": "Data", "language": "it", "audiences": ["staff"]}
    )

    curriculum = Curriculum.objects.get()
    assert (curriculum.organisation, curriculum.audiences) == (membership.organisation, ["staff"])


def test_an_author_writes_from_the_outline_to_a_version(client):
    author = UserFactory()
    curriculum = CurriculumFactory(authors=[author])
    competence = CompetenceFactory()
    client.force_login(author)

    def send(name, *keys, **sent):
        return client.post(reverse(f"curricula:{name}", args=[curriculum.slug, *keys]), sent)

    for title in ("Data", "Choosing"):
        send("module-new", title=title, hours="2,5", outcomes="Read\n\nCompare")
    first, second = curriculum.modules.all()
    send("module-competences", first.pk, **{f"c{competence.pk}": "4"})
    send("module-edit", second.pk, title="Choosing", hours="3", prerequisites=first.pk)
    refused = send("module-edit", first.pk, title="Data", hours="3", prerequisites=second.pk)
    send("publish", note="First")

    page = client.get(curriculum.get_absolute_url())
    outline = page.context["outline"]
    assert refused.status_code == 422
    assert [(part.title, str(part.hours), part.needs) for part in outline.parts] == [
        ("Data", "2.5", []),
        ("Choosing", "3.0", [first.pk]),
    ]
    assert outline.parts[0].outcomes == ["Read", "Compare"]
    assert outline.taught[competence.pk].level == 4


def test_translate_asks_for_every_text_and_readers_get_it(client):
    author = UserFactory()
    module = ModuleFactory(title="Data", curriculum__authors=[author])
    curriculum = module.curriculum
    publish_curriculum(curriculum, by=author)
    client.force_login(author)

    client.post(
        reverse("curricula:translate", args=[curriculum.slug, "it"]), {"t0": "Città", "t1": "Dati"}
    )

    page = client.get(curriculum.get_absolute_url())
    assert [page.context["outline"].title, page.context["outline"].parts[0].title] == [
        "Città",
        "Dati",
    ]


@pytest.mark.capability("D-05")
def test_framework_add_loads_a_file_whole_or_says_what_is_wrong(client):
    coordination = ParticipantFactory(user=UserFactory(), may_coordinate=True)
    client.force_login(coordination.user)

    def send(text):
        return client.post(
            reverse("curricula:framework-add"),
            {
                "name": "City",
                "programme": coordination.programme_id,
                "highest": 4,
                "file": SimpleUploadedFile("c.csv", text.encode()),
            },
        )

    refused = send("code;it;kind\n1;Area;\n1.1;;decisione\n")
    taken = send("code;it;kind\n1;Area;\n1.1;Scegliere;decisione\n1.2;Fare;operativa\n")

    assert (refused.status_code, refused.context["complaints"]) == (422, [(3, "Manca il nome.")])
    assert taken["Location"] == Framework.objects.get().get_absolute_url()
    found = client.get(taken["Location"], {"tipo": "decision"}).context["areas"]
    shown = [row["competence"] for area in found for row in area["competences"]]
    assert shown == [Competence.objects.get(code="1.1")]
