import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.programmes.actions.programme import change_blueprint
from innesto.programmes.models import Programme
from tests.accounts.factories import UserFactory
from tests.programmes.factories import LIVELY, PartnerFactory, ProgrammeFactory


@pytest.fixture
def signed_in(client, coordinator, settings, lively):
    settings.DEMO = True
    coordinator.is_example = True
    coordinator.save()
    client.force_login(coordinator)
    return client


@pytest.fixture
def editor(lively):
    return reverse("programmes:blueprint-edit", args=[lively.slug])


def upload(text):
    return {"file": SimpleUploadedFile("mine.yaml", text.encode())}


def test_new_shows_what_ships_and_what_each_brings(signed_in):
    page = signed_in.get(reverse("programmes:new")).text
    detail = signed_in.get(reverse("programmes:new-from", args=["multiply"])).text

    assert "MULTIPLY" in page
    assert ("Città Multiply" in detail, "On the Road" in detail) == (True, True)


@pytest.mark.parametrize(
    "key",
    [
        "connection",
        "digital-city-experts",
        "multiply",
        "scuola-delle-buone-pratiche",
        "territori-inclusivi",
    ],
)
def test_every_shipped_blueprint_becomes_a_programme_whose_pages_open(signed_in, key):
    response = signed_in.post(reverse("programmes:new-from", args=[key]))

    slug = Programme.objects.get(blueprint_key=key).slug
    pages = ["identity", "partners", "people", "phases", "dates", "logic", "blueprint"]
    assert response.headers["Location"] == reverse("programmes:identity", args=[slug])
    answers = [signed_in.get(reverse(f"programmes:{page}", args=[slug])) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * len(pages)


def test_upload_makes_a_programme_in_preparation(signed_in, coordinator):
    text = LIVELY.replace("it: Vivace", "it: Mio programma")

    signed_in.post(reverse("programmes:new"), upload("\ufeff" + text.replace("\n", "\r\n")))

    programme = Programme.objects.get(slug="mio-programma")
    assert (programme.state, programme.blueprint) == ("draft", text)


def test_upload_of_a_broken_blueprint_names_line_field_and_what_was_expected(signed_in):
    text = LIVELY.replace("key: host_city, label:", "key: host_city, lable:")

    answer = signed_in.post(reverse("programmes:new"), upload(text))

    assert answer.status_code == 422
    assert Programme.objects.count() == 1
    problems = " ".join(answer.context["problems"])
    line = text[: text.index("lable")].count("\n") + 1
    assert (f"Riga {line}" in problems, "lable" in problems) == (True, True)


def test_upload_of_what_is_no_text_is_refused_in_plain_words(signed_in):
    file = SimpleUploadedFile("photo.yaml", b"\xff\xd8\xff\xe0")

    answer = signed_in.post(reverse("programmes:new"), {"file": file})

    assert (answer.status_code, len(answer.context["problems"])) == (422, 1)


def test_editor_previews_what_would_change_before_anything_is_saved(signed_in, lively, editor):
    PartnerFactory(programme=lively, roles=["prize_city"])
    text = LIVELY.replace(
        "  - {key: prize_city, label: {it: Città premiata, en: Prize city}}\n", ""
    ).replace("role: prize_city", "role: guest_city")

    answer = signed_in.post(editor, {"text": text, "based_on": 1, "look": ""})

    changes = answer.context["changes"]
    lively.refresh_from_db()
    assert [(change.label, change.in_use) for change in changes.removed] == [("Città premiata", 1)]
    assert [told.title for told in changes.appearing] != []
    assert (lively.edition, answer.status_code) == (1, 200)


def test_editor_saves_a_new_edition_whose_difference_can_be_read(signed_in, lively, editor):
    text = LIVELY.replace("Città ospite", "Città che ospita")

    signed_in.post(editor, {"text": text, "based_on": 1, "reason": "Più chiaro", "save": ""})

    page = signed_in.get(reverse("programmes:edition", args=[lively.slug, 2]))
    changed = [line for kind, line in page.context["lines"] if kind in {"new", "gone"}]
    assert [("ospita" in line, "ospite" in line) for line in changed] == [
        (False, True),
        (True, False),
    ]


def test_editor_keeps_a_broken_text_and_shows_its_lines(signed_in, lively, editor):
    text = LIVELY.replace("for: person", "for: nobody", 1)

    answer = signed_in.post(editor, {"text": text, "based_on": 1, "save": ""})

    assert answer.status_code == 422
    assert "for: nobody" in answer.text
    wrong = [line for _number, line, is_wrong in answer.context["numbered"] if is_wrong]
    assert wrong == ["    for: nobody"]


def test_editor_of_a_second_writer_loses_nothing_and_shows_both(signed_in, lively, editor):
    theirs = LIVELY.replace("Città premiata", "Città del premio")
    change_blueprint(lively, theirs, based_on=1, by=UserFactory(name="Bruno Collega"))
    mine = LIVELY.replace("Città ospite", "Città che ospita")

    answer = signed_in.post(editor, {"text": mine, "based_on": 1, "save": ""})

    lively.refresh_from_db()
    assert answer.status_code == 422
    assert lively.blueprint == theirs
    assert ("Bruno Collega" in answer.text, "Città che ospita" in answer.text) == (True, True)


@pytest.mark.django_db
def test_blueprint_comes_as_a_file_and_its_schema_too(client):
    programme = ProgrammeFactory(lively=True)

    file = client.get(reverse("programmes:blueprint-download", args=[programme.slug]))
    schema = client.get(reverse("programmes:schema"))

    assert file.content.decode() == LIVELY
    assert b"json-schema.org" in schema.content
