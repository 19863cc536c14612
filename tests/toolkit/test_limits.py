"""A request that is too large is refused before its body is read."""

from io import BytesIO

import pytest
from django.urls import reverse


class Unread(BytesIO):
    """A body that nobody may read."""

    def read(self, *_size):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.django_db
def test_300_megabytes_are_refused_in_words_and_not_read(client, admin):
    client.force_login(admin)

    answer = client.generic(
        "POST",
        reverse("practices:import-new"),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="300000000",
        **{"wsgi.input": Unread()},
    )

    assert answer.status_code == 413
    assert "Si possono inviare al massimo 25 MB" in answer.text
    assert answer.headers["Connection"] == "close"


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "many", "-1", "25000000"])
def test_what_is_small_enough_or_says_nothing_passes(client, length):
    answer = client.get(reverse("practices:index"), CONTENT_LENGTH=length)

    assert answer.status_code == 200
