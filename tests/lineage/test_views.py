import pytest
from django.urls import reverse

from tests.lineage.factories import LinkFactory
from tests.lineage.test_queries import chain, hide
from tests.organisations.factories import NeedFactory

pytestmark = pytest.mark.django_db


def address(need):
    return reverse("lineage:thread", args=["organisations.need", need.pk])


def test_thread_shows_picture_and_lists(client):
    a, b, _c = chain("Meno rifiuti", "Visita a Rotterdam", "Sportello unico")

    page = client.get(address(b)).text

    picture, _, lists = page.partition("</svg>\n</figure>")
    assert (picture.count("Meno rifiuti"), lists.count("Meno rifiuti")) == (1, 1)
    assert "Da che cosa è nata" in page
    assert client.get(address(a)).status_code == 200


def test_thread_of_a_lonely_work_says_what_would_fill_it(client):
    assert "Ancora nessun filo" in client.get(address(NeedFactory())).text


def test_thread_says_nothing_of_hidden_works_and_hides_theirs(client):
    _a, secret, c = chain("need", "A secret question", "practice")
    hide(secret)

    assert "secret" not in client.get(address(c)).text
    assert client.get(address(secret)).status_code == 404
    assert client.get("/filo/no.such/1/").status_code == 404


def test_thread_shows_a_note_without_its_markup(client):
    need = NeedFactory()
    LinkFactory(later=need, earlier=NeedFactory(), note="<b>da Torino</b>")

    assert "&lt;b&gt;da Torino" in client.get(address(need)).text
