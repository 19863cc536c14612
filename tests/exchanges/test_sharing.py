"""A joint session: an exchange of one programme that another community reads too."""

import pytest

from innesto.communities.actions.bridges import accept_bridge, offer_bridge
from innesto.exchanges.models import Exchange
from innesto.exchanges.searched import exchange_cards
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.exchanges.factories import ExchangeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.capability("T-35")
def test_a_shared_exchange_is_read_where_it_is_shared_and_leads_to_nothing_hidden(client):
    programme = ProgrammeFactory(state="running", visibility="members")
    home = CommunityFactory(programme=programme)
    exchange, other = ExchangeFactory.create_batch(2, programme=programme)
    neighbour = MemberFactory()
    host = MemberFactory(community=home)

    bridge = offer_bridge(
        exchange, origin=home, to=neighbour.community, reason="Come too", by=host.person
    )
    accept_bridge(bridge, by=neighbour.person)

    client.force_login(neighbour.person)
    page = client.get(exchange.get_absolute_url())
    assert list(Exchange.objects.visible_to(neighbour.person)) == [exchange]
    assert client.get(other.get_absolute_url()).status_code == 404
    assert [link.url for link in page.context["way_back"]] == []
    (card,) = exchange_cards([exchange.pk])
    assert f"member:{neighbour.community.pk}" in card.audiences
