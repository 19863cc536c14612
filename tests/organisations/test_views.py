import pytest
from django.urls import reverse

from innesto.organisations.actions import merge_organisations
from innesto.organisations.http import Acting
from innesto.organisations.models import Membership, Organisation
from innesto.places.http import shown_place
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import CountryFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    organisations = OrganisationFactory.create_batch(count)

    with django_assert_num_queries(5):
        response = client.get(reverse("organisations:index"))
    with django_assert_num_queries(1):  # while nothing happens anywhere
        client.get(reverse("organisations:index"))

    assert [o.name in response.text for o in organisations] == [True] * count


def test_index_fragment_is_a_piece_of_the_full_page(client):
    OrganisationFactory(name="Comune di Asti")
    OrganisationFactory(name="Comune di Cuneo")
    url = reverse("organisations:index", query={"q": "asti"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "results"}).text

    assert "Cuneo" not in fragment
    assert "<h1>" not in fragment
    assert fragment.strip() in page


def test_index_without_a_hit_tells_the_next_step(client):
    response = client.get(reverse("organisations:index", query={"q": "Atlantide"}))

    assert reverse("organisations:new") in response.text


def test_detail_of_a_merged_record_leads_to_the_one_kept(client, admin):
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    address = duplicate.get_absolute_url()
    merge_organisations(kept, duplicate, by=admin)

    assert client.get(address)["Location"] == kept.get_absolute_url()


@pytest.mark.parametrize(("said", "is_noted"), [("FI", True), ("NL", False)])
def test_detail_says_when_the_country_given_is_not_that_of_the_register(client, said, is_noted):
    place = PlaceFactory(name="Utrecht", country__code="NL")
    country = place.country if said == "NL" else CountryFactory(code=said)
    city = OrganisationFactory(place=place, country=country)

    page = client.get(city.get_absolute_url())

    assert ("Nel registro dei luoghi" in page.text) is is_noted


@pytest.mark.parametrize("count", [1, 3])
def test_detail_costs_the_same_for_one_colleague_and_for_three(
    client, stranger, django_assert_num_queries, count
):
    asti = OrganisationFactory()
    colleagues = MembershipFactory.create_batch(count, organisation=asti)
    client.force_login(stranger)

    with django_assert_num_queries(13):
        response = client.get(asti.get_absolute_url())
    with django_assert_num_queries(8):  # while nothing happens anywhere
        client.get(asti.get_absolute_url())

    assert [m.person.name in response.text for m in colleagues] == [True] * count


def test_new_makes_the_person_its_referent(client, stranger):
    client.force_login(stranger)

    response = client.post(
        reverse("organisations:new"), {"name": "Comune di Asti", "kind": "municipality"}
    )

    asti = Organisation.objects.get()
    assert response["Location"] == asti.get_absolute_url()
    assert asti.memberships.get().person == stranger


def test_new_answers_422_and_keeps_what_was_typed(client, stranger):
    client.force_login(stranger)

    response = client.post(reverse("organisations:new"), {"name": "Comune di Asti", "kind": ""})

    assert response.status_code == 422
    assert 'value="Comune di Asti"' in response.text


def test_join_twice_says_that_the_request_is_there(client, stranger):
    asti = OrganisationFactory()
    client.force_login(stranger)
    address = reverse("organisations:join", args=[asti.slug])

    client.post(address)
    page = client.post(address, follow=True)

    assert asti.memberships.get().is_asked
    assert "è già" in page.text


def test_member_leave_keeps_the_last_referent(client):
    referent = MembershipFactory(is_referent=True)
    MembershipFactory(organisation=referent.organisation)
    client.force_login(referent.person)

    client.post(reverse("organisations:member-leave", args=[referent.pk]))

    referent.refresh_from_db()
    assert referent.status == Membership.Status.CONFIRMED


def test_act_is_remembered_for_the_session(client, stranger):
    MembershipFactory(person=stranger, organisation__name="Comune di Asti")
    second = MembershipFactory(person=stranger, organisation__name="Comune di Cuneo")
    client.force_login(stranger)

    page = client.post(reverse("organisations:act", args=[second.pk]), follow=True)

    assert page.context["acting"] == Acting(second.pk, "Comune di Cuneo", role="")


def test_office_new_refuses_a_name_that_is_there(client):
    referent = MembershipFactory(is_referent=True)
    client.force_login(referent.person)
    address = reverse("organisations:office-new", args=[referent.organisation.slug])

    client.post(address, {"name": "Anagrafe"})
    response = client.post(address, {"name": "anagrafe"})

    assert (response.status_code, referent.organisation.offices.count()) == (422, 1)


def test_closure_new_puts_the_error_beside_the_form(client):
    referent = MembershipFactory(is_referent=True)
    client.force_login(referent.person)

    response = client.post(
        reverse("organisations:closure-new", args=[referent.organisation.slug]),
        {"first_day": "2026-08-21", "last_day": "2026-08-10"},
    )

    assert response.status_code == 422
    assert referent.organisation.closures.count() == 0


def test_index_takes_as_many_templates_for_twenty_five_rows_as_for_one(client):
    client.get(reverse("organisations:index"))  # header and footer are drawn once a process
    drawn = []
    for count in (1, 24):
        OrganisationFactory.create_batch(count)
        drawn.append(len(client.get(reverse("organisations:index")).templates))

    assert drawn[0] == drawn[1]


def test_suggestions_offer_organisations_that_can_be_told_apart(client):
    OrganisationFactory(name="Comune di Asti", place=PlaceFactory(name="Asti", name_other=""))
    url = reverse("organisations:suggestions", query={"field": "body", "body": "asti"})

    assert "Comune di Asti – Asti" in client.get(url).text


def test_new_asks_for_the_place_with_suggestions(client, stranger):
    client.force_login(stranger)
    place = PlaceFactory(name="Asti", name_other="")

    form = client.get(reverse("organisations:new")).text
    client.post(
        reverse("organisations:new"),
        {"name": "Comune di Asti", "kind": "municipality", "place": shown_place(place)},
    )

    assert f'hx-get="{reverse("places:suggestions")}?field=place"' in form
    assert Organisation.objects.get().place == place


def test_detail_says_nothing_at_a_glance_where_nothing_is_known(client):
    bare = OrganisationFactory(place=None, country=None, website="", is_example=False)
    known = OrganisationFactory(website="https://example.org/")

    pages = [client.get(one.get_absolute_url()).text for one in (bare, known)]

    assert ["In breve" in page for page in pages] == [False, True]


def test_edit_of_two_colleagues_at_once_keeps_both(client, admin):
    client.force_login(admin)
    organisation = OrganisationFactory(website="", about="")
    address = reverse("organisations:edit", args=[organisation.slug])
    opened = {field.name: field.value() or "" for field in client.get(address).context["form"]}

    client.post(address, {**opened, "website": "https://example.org/"})
    client.post(address, {**opened, "about": "Un comune"})

    organisation.refresh_from_db()
    assert (organisation.website, organisation.about) == ("https://example.org/", "Un comune")


def test_edit_shows_the_municipality_by_its_name(client, admin):
    client.force_login(admin)
    organisation = OrganisationFactory(place=PlaceFactory(name="Asti", name_other=""))

    page = client.get(reverse("organisations:edit", args=[organisation.slug]))

    assert (page.status_code, 'value="Asti' in page.text) == (200, True)
