import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.lineage.models import Link
from innesto.practices.models import Challenge, JointAction, Practice, PracticeImport, Question
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.practices.factories import (
    ChallengeFactory,
    PracticeFactory,
    QuestionFactory,
    colleague_of,
    coordinator_of,
)
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


@pytest.fixture
def practice():
    return PracticeFactory(published=True, title="Un solo ingresso")


@pytest.fixture
def owner(client, practice):
    person = colleague_of(practice, is_referent=True)
    client.force_login(person)
    return person


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


def test_translate_stands_beside_the_original(client, practice, owner):
    client.post(
        at("translate", practice.slug),
        {"language": "en", "origin": "human", "title": "One door", "how": "- one"},
    )

    page = client.get(practice.get_absolute_url(), {"lang": "en"}).text
    assert ("One door" in page, "<ul><li>one</li></ul>" in page) == (True, True)


@pytest.mark.capability("S-06")
def test_link_answers_and_unlink(client, practice, owner):
    other = PracticeFactory(published=True, title="Mediazione nelle scuole")
    challenge = ChallengeFactory(title="Una porta sola?")

    client.post(
        at("link", practice.slug), {"relation": "needs", "other": "Mediazione nelle scuole"}
    )
    client.post(
        at("link", practice.slug), {"relation": "needs", "other": "Mediazione nelle scuole"}
    )
    client.post(at("answers", practice.slug), {"challenge": challenge.pk})
    client.post(at("answers", practice.slug), {"challenge": challenge.pk})

    page = client.get(practice.get_absolute_url()).text
    assert (other.title in page, challenge.title in page) == (True, True)
    assert practice.title in client.get(challenge.get_absolute_url()).text
    client.post(at("unlink", practice.slug, Link.objects.get(relation="needs").pk))
    client.post(at("unlink", practice.slug, 0))
    assert Link.objects.count() == 1


def test_together_wants_shares_that_add_up(client, practice, owner):
    OrganisationFactory(name="Comune di Agliè")
    url = at("together", practice.slug)
    sent = {"process": "Un ufficio in due", "cost": "100"}

    wrong = client.post(url, {**sent, "members": "Comune di Agliè; 90"})
    unknown = client.post(url, {**sent, "members": "Comune che non c’è; 100"})
    client.post(url, {**sent, "members": "Comune di Agliè; 100\n"})

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    member = JointAction.objects.get().members.get()
    assert "Un ufficio in due" in client.get(practice.get_absolute_url()).text
    assert client.post(at("join-in", member.pk)).status_code == 403
    client.force_login(MembershipFactory(organisation=member.organisation, is_referent=True).person)
    client.post(at("join-in", member.pk))
    member.refresh_from_db()
    assert member.agreed_on is not None


def test_challenge_is_named_shared_and_listed(client, owner, practice):
    client.post(at("challenge-new"), {"title": "Come si misura?"})
    challenge = Challenge.objects.get()
    other = MembershipFactory(is_referent=True)
    client.force_login(other.person)
    client.post(challenge.get_absolute_url())

    assert set(challenge.organisations.all()) == {practice.organisation, other.organisation}
    assert "Come si misura?" in client.get(at("challenges")).text
    assert client.get(challenge.get_absolute_url(), {"avanzamento": "planned"}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_challenges_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    ChallengeFactory.create_batch(count)

    with django_assert_num_queries(2):
        client.get(at("challenges"))


def test_of_organisation_shows_its_map(client, practice):
    page = client.get(at("of-organisation", practice.organisation.slug)).text

    assert practice.title in page
    assert (
        "Ancora nessuna pratica"
        in client.get(at("of-organisation", OrganisationFactory().slug)).text
    )


def test_import_is_looked_at_brought_in_and_taken_back(client):
    programme = ProgrammeFactory()
    client.force_login(coordinator_of(programme))
    file = SimpleUploadedFile("p.csv", b"titolo;lingua\nOrti;it\n;it\n")

    nowhere = client.post(at("import-new"), {"file": file})
    file.seek(0)
    client.post(at("import-new"), {"file": file, "programme": programme.pk})
    import_ = PracticeImport.objects.get()
    page = client.get(import_.get_absolute_url()).text
    client.post(at("import-carry-out", import_.pk), {"published": "1"})
    client.post(at("import-carry-out", import_.pk))

    assert nowhere.status_code == 422
    assert ("1 riga può entrare" in page, "Non ha un titolo" in page) == (True, True)
    assert Practice.objects.get().programme == programme
    assert "È entrata 1 pratica" in client.get(import_.get_absolute_url()).text
    client.post(at("import-undo", import_.pk))
    client.post(at("import-undo", import_.pk))
    assert not Practice.objects.exists()


def test_import_refuses_what_is_no_table_in_words(client, admin):
    client.force_login(admin)

    answer = client.post(at("import-new"), {"file": SimpleUploadedFile("x.csv", b"\x00\x01")})

    assert answer.status_code == 422
    assert "Il file non si legge" in answer.text


def test_question_of_another_practice_is_not_answered_here(client, practice, owner):
    elsewhere = QuestionFactory()

    assert client.get(at("answer", practice.slug, elsewhere.pk)).status_code == 404
