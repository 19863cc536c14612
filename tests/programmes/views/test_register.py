import pytest
from django.urls import reverse

from innesto.programmes.models import Programme
from tests.programmes.factories import PartnerFactory, ProgrammeFactory

INDEX = reverse("programmes:index")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    programmes = ProgrammeFactory.create_batch(count, lively=True)

    with django_assert_num_queries(4):
        response = client.get(INDEX)
    with django_assert_num_queries(1):  # while nothing happens anywhere
        client.get(INDEX)

    assert [p.name in response.text for p in programmes] == [True] * count


@pytest.mark.django_db
def test_index_fragment_is_a_piece_of_the_full_page(client):
    ProgrammeFactory(slug="energy", names={"it": "Energia in città"})
    ProgrammeFactory(slug="waste", names={"it": "Rifiuti zero"})
    url = reverse("programmes:index", query={"q": "CITTA"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "results"}).text

    assert "Rifiuti zero" not in fragment
    assert "<h1>" not in fragment
    assert fragment.strip() in page


@pytest.mark.django_db
def test_index_narrows_by_state_and_by_taking_part(client, coordinator, lively):
    ProgrammeFactory(slug="ended", state=Programme.State.ENDED, names={"it": "Finito"})
    client.force_login(coordinator)

    ended = client.get(INDEX, {"state": "ended"}).text
    mine = client.get(INDEX, {"mine": "on"}).text

    assert ("Finito" in ended, "Vivace" in ended) == (True, False)
    assert ("Finito" in mine, "Vivace" in mine) == (False, True)


@pytest.mark.django_db
def test_empty_index_tells_the_next_step(client):
    assert reverse("programmes:new") in client.get(INDEX).text


@pytest.mark.django_db
@pytest.mark.capability("T-01")
@pytest.mark.capability("T-03")
@pytest.mark.capability("T-42")
@pytest.mark.parametrize("count", [1, 3])
def test_projects_of_a_call_stand_by_territory_and_count_organisations_once(
    client, django_assert_num_queries, count
):
    call = ProgrammeFactory(lively=True)
    shared = PartnerFactory(
        programme=ProgrammeFactory(call=call, blueprint="", territory="Liguria")
    )
    for _ in range(count - 1):
        project = ProgrammeFactory(call=call, blueprint="", territory="Piemonte")
        PartnerFactory(programme=project, organisation=shared.organisation)
    url = reverse("programmes:projects", args=[call.slug])

    with django_assert_num_queries(6):
        page = client.get(url)
    liguria = client.get(url, {"territory": "Liguria"}).text

    assert page.context["organisation_count"] == 1
    assert len(page.context["rows"]) == count
    assert "Piemonte</li>" not in liguria
