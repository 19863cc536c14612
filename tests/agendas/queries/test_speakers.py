import pytest

from innesto.exchanges.queries.findings import whole_facts
from innesto.programmes.queries.facts import person_key
from tests.accounts.factories import UserFactory
from tests.agendas.factories import BlockFactory, SpeakerFactory


@pytest.mark.django_db
@pytest.mark.capability("C-31")
def test_rules_know_who_speaks_at_an_exchange():
    block, champion = BlockFactory(), UserFactory()
    SpeakerFactory(block=block, person=champion)
    SpeakerFactory(block=BlockFactory(exchange=block.exchange), person=champion)
    SpeakerFactory(block=block)

    [exchange] = whole_facts(block.exchange.programme).exchanges

    assert exchange.giving == {person_key(champion.pk)}
