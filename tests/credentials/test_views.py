import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.badges.pictures import from_png, from_svg
from innesto.credentials.actions import issue_credential, revoke_credential
from innesto.credentials.models import Achievement, Credential
from tests.accounts.factories import UserFactory
from tests.credentials.factories import EVIDENCE, achievement_of, referent_of
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential():
    holder = UserFactory(name="Ada Prova", language="en")
    return issue_credential(achievement_of(), holder=holder, evidence=[EVIDENCE], by=None)


def test_credential_says_to_everyone_what_it_says_and_whether_it_holds(client, credential):
    page = client.get(credential.get_absolute_url()).text
    assert ["Ada Prova" in page, EVIDENCE.address in page, "è valida" in page] == [True] * 3

    revoke_credential(credential, reason="Uno sbaglio", by=None)
    assert "Uno sbaglio" in client.get(credential.get_absolute_url()).text


@pytest.mark.parametrize("kind", ["json", "jwt", "png", "svg"])
def test_download_is_verified_where_files_are_dropped(client, credential, kind):
    file = client.get(reverse("credentials:download", args=[credential.code, kind]))
    sent = SimpleUploadedFile(f"badge.{kind}", file.content)

    answer = client.post(reverse("credentials:index"), {"file": sent})

    assert (answer.status_code, answer.text.count("state-ok")) == (200, 5)


def test_download_prints_a_pdf(client, credential):
    answer = client.get(reverse("credentials:download", args=[credential.code, "pdf"]))

    assert answer.content[:5] == b"%PDF-"


@pytest.mark.parametrize("content", [b"hello", b"", b"\x89PNG\r\n\x1a\n"])
def test_index_refuses_what_is_no_credential(client, content):
    answer = client.post(
        reverse("credentials:index"), {"file": SimpleUploadedFile("badge.png", content)}
    )

    assert answer.status_code == 422


def test_index_leads_from_a_code_to_its_page(client, credential):
    answer = client.get(reverse("credentials:index"), {"code": credential.shown_code.lower()})

    assert answer.url == credential.get_absolute_url()


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_credential_and_for_three(
    client, django_assert_num_queries, count
):
    holder = UserFactory()
    organisation = OrganisationFactory()
    for _number in range(count):
        issue_credential(achievement_of(organisation), holder=holder, by=None)
    client.force_login(holder)
    client.get(reverse("credentials:index"))

    with django_assert_num_queries(5):
        client.get(reverse("credentials:index"))


def test_show_lets_the_person_hide_the_page(client, credential):
    client.force_login(credential.holder)
    client.post(reverse("credentials:show", args=[credential.code]), {"private": "1"})

    client.logout()
    assert client.get(credential.get_absolute_url()).status_code == 404


@pytest.mark.capability("D-09")
def test_a_referent_writes_opens_and_awards(client):
    organisation = OrganisationFactory(slug="anci")
    client.force_login(referent_of(organisation))
    person = UserFactory()
    sent = {
        "names_it": "Ambasciatrice",
        "abouts_it": "Porta avanti il progetto.",
        "criteria_it": "Ha formato due città.",
        "kind": "Badge",
        "alignments": "Comunicare, https://example.org/c1",
    }

    client.post(reverse("credentials:new", args=["anci"]), sent)
    achievement = Achievement.objects.get()
    client.post(reverse("credentials:move", args=[achievement.pk]))
    award = {"person": person.email, "name": "Due formazioni", "on": "1/2/2026"}
    client.post(reverse("credentials:award", args=[achievement.pk]), award)

    given = Credential.objects.get()
    assert (given.holder, given.shown[0].on.isoformat()) == (person, "2026-02-01")
    assert achievement.alignments == [{"name": "Comunicare", "address": "https://example.org/c1"}]


@pytest.mark.parametrize("count", [1, 3])
def test_achievements_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    organisation = OrganisationFactory(slug="anci")
    for _number in range(count):
        achievement_of(organisation)

    with django_assert_num_queries(4):
        client.get(reverse("credentials:achievements", args=["anci"]))


@pytest.mark.parametrize("count", [1, 3])
def test_holders_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    achievement = achievement_of()
    for _number in range(count):
        issue_credential(achievement, holder=UserFactory(), by=None)
    client.force_login(referent_of(achievement.issuer.organisation))
    client.get(achievement.get_absolute_url())

    with django_assert_num_queries(8):
        client.get(achievement.get_absolute_url())


def test_validators_of_other_sites_may_read_keys_and_lists(client, credential):
    addresses = [
        reverse("credentials:keys", args=[credential.issuer.code]),
        reverse("credentials:status", args=[credential.issuer.code, 1]),
        reverse("credentials:status-token", args=[credential.issuer.code, 1]),
    ]

    answers = [client.get(address) for address in addresses]
    assert [answer.headers["Access-Control-Allow-Origin"] for answer in answers] == ["*"] * 3
    assert answers[0].json()["id"] == credential.issuer.did


def test_the_picture_carries_the_signed_words(client, credential):
    svg, png = (
        client.get(reverse("credentials:download", args=[credential.code, kind])).content
        for kind in ("svg", "png")
    )

    assert from_svg(svg) == from_png(png)
