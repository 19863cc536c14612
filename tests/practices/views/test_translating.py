import pytest
from django.urls import reverse

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
