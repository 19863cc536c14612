import pytest
from django.urls import reverse

from tests.practices.factories import EvidenceFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


def test_translate_stands_beside_the_original(client, practice, owner):
    client.post(
        at("translate", practice.slug),
        {"language": "en", "origin": "human", "title": "One door", "how": "- one"},
    )

    page = client.get(practice.get_absolute_url(), {"lang": "en"}).text
    assert ("One door" in page, "<ul><li>one</li></ul>" in page) == (True, True)


def test_evidence_is_translated_with_the_sheet_and_keeps_its_figures(client, practice, owner):
    proof = EvidenceFactory(practice=practice, claim="Pasti buttati", unit="kg", figure=12)
    client.post(
        at("translate", practice.slug),
        {"language": "en", "origin": "human", f"claim_{proof.pk}": "Meals thrown away"},
    )

    page = client.get(practice.get_absolute_url(), {"lang": "en"}).text
    original = client.get(practice.get_absolute_url(), {"lang": practice.language}).text

    assert ('<th scope="row">Meals thrown away</th>' in page, "12 kg" in page) == (True, True)
    assert '<th scope="row">Pasti buttati</th>' in original
