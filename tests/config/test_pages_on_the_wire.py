"""What a page looks like on its way: compressed, known again, without a cookie."""

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from innesto.organisations.actions import edit_organisation
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_page_is_compressed_for_who_understands_it_and_its_length_tells_nothing():
    browser = Client(headers={"Accept-Encoding": "br, gzip"})
    address = reverse("portal:help")

    answers = [browser.get(address) for _ in range(20)]

    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert {gzip.decompress(answer.content) for answer in answers} == {
        Client().get(address).content
    }
    assert len({len(answer.content) for answer in answers}) > 1


def test_visitor_who_has_the_page_is_told_so_until_something_is_done(stranger):
    organisation = OrganisationFactory()
    browser = Client(headers={"Accept-Encoding": "gzip"})
    address = reverse("organisations:index")
    known = browser.get(address)["ETag"]

    again = browser.get(address, headers={"If-None-Match": known})
    edit_organisation(organisation, by=stranger, name="Comune di Nuovo Nome")
    changed = browser.get(address, headers={"If-None-Match": known})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


@pytest.mark.parametrize("name", ["portal:home", "organisations:index", "programmes:index"])
def test_visitor_who_reads_gets_no_cookie(name):
    visitor = Client()

    assert visitor.get(reverse(name)).status_code == 200
    assert visitor.cookies == {}
