import pytest

from innesto.organisations.models import Membership, Organisation
from innesto.organisations.queries import (
    bare_name,
    colleagues,
    likenesses,
    memberships_of,
    register,
)
from tests.organisations.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_register_finds_by_name_and_kind_and_leaves_out_merged_ones(nobody):
    asti = OrganisationFactory(name="Comune di Asti")
    OrganisationFactory(name="Università di Asti", kind="university")
    OrganisationFactory(name="Asti doppia", merged_into=asti)

    assert list(register(viewer=nobody, text="asti", kind="municipality")) == [asti]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Comune di Asti", "Città di Asti"),
        ("IAL Marche S.r.l.", "Ial Marche"),
        ("Zentrum für Digitale Entwicklung GmbH", "Zentrum fur Digitale Entwicklung"),
    ],
)
def test_bare_name_forgets_what_does_not_tell_bodies_apart(left, right):
    assert bare_name(left.replace("S.r.l.", "Srl")) == bare_name(right)


def test_bare_name_never_forgets_everything():
    assert bare_name("Comune") == "comune"


@pytest.mark.capability("Q5")
def test_likenesses_hint_at_nearly_the_same_name():
    schmiede = OrganisationFactory(name="Schmiede Hallein – Verein zur Förderung der Kultur")
    twin = OrganisationFactory(name="Schmiede Hallein - Verein zur Forderung Kultur")
    OrganisationFactory(name="Tampere University", kind="university")

    assert [found.organisation for found in likenesses(schmiede)] == [twin]


def test_likenesses_need_no_likely_record():
    assert likenesses(OrganisationFactory(name="Comune di Asti")) == []


def test_colleagues_are_named_to_signed_in_persons_only(nobody, stranger):
    referent = MembershipFactory(is_referent=True)
    asti = referent.organisation
    colleague = MembershipFactory(organisation=asti)
    MembershipFactory(organisation=asti, status=Membership.Status.ENDED)
    asked = MembershipFactory(organisation=asti, status=Membership.Status.ASKED)

    assert list(colleagues(asti, viewer=nobody)) == []
    assert list(colleagues(asti, viewer=stranger)) == [referent, colleague]
    assert set(colleagues(asti, viewer=referent.person)) == {referent, colleague, asked}
    assert set(colleagues(asti, viewer=asked.person)) == {referent, colleague, asked}


def test_memberships_of_are_the_current_ones(stranger):
    current = MembershipFactory(person=stranger)
    MembershipFactory(person=stranger, status=Membership.Status.ENDED)

    assert list(memberships_of(stranger)) == [current]
    assert list(Organisation.objects.of(stranger)) == [current.organisation]


def test_register_sorts_and_finds_as_people_do(db, nobody):
    for name in ("Łuków", "Gyöngyös", "Zagabria", "Göteborg", "Lublino", "Gorizia", "Ålesund"):
        OrganisationFactory(name=name)

    everybody = [one.name for one in register(viewer=nobody)]
    found = [[one.name for one in register(viewer=nobody, text=t)] for t in ("LUKOW", "göte", "%")]

    assert everybody == [
        "Ålesund",
        "Gorizia",
        "Göteborg",
        "Gyöngyös",
        "Lublino",
        "Łuków",
        "Zagabria",
    ]
    assert found == [["Łuków"], ["Göteborg"], []]


def test_sought_is_written_for_many_rows_at_once(db):
    Organisation.objects.bulk_create([Organisation(name="Łuków", slug="lukow", kind="other")])

    assert Organisation.objects.get().sought == "lukow"
