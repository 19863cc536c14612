import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from innesto.organisations.actions import edit_organisation
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import PartnerFactory

pytestmark = pytest.mark.django_db

KEPT = {
    "communities:charter",
    "communities:front",
    "communities:index",
    "communities:of-programme",
    "exchanges:calendar",
    "exchanges:detail",
    "exchanges:index",
    "exchanges:progress",
    "exchanges:visits",
    "organisations:detail",
    "organisations:index",
    "places:detail",
    "places:index",
    "portal:doings",
    "portal:home",
    "portal:programme",
    "programmes:index",
    "programmes:partners",
    "talk:index",
    "talk:thread",
}


def kept_views(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from kept_views(pattern, inner)
        elif getattr(pattern.callback, "same_for_visitors", False):
            yield f"{space}{pattern.name}"


def count_questions(visitor, address, query=None):
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(address, query).status_code == 200
    return len(asked)


def test_only_these_pages_are_kept_for_visitors():
    assert set(kept_views(get_resolver())) == KEPT


def test_a_page_is_kept_for_other_visitors_until_something_is_done(
    django_assert_num_queries, admin
):
    organisation = OrganisationFactory(name="Comune di Prova")
    address = organisation.get_absolute_url()
    before = Client().get(address).text

    with django_assert_num_queries(1):
        again = Client().get(address).text
    edit_organisation(organisation, name="Comune di Riprova", by=admin)

    assert again == before
    assert "Comune di Riprova" in Client().get(address).text


def test_whoever_has_signed_in_neither_gets_nor_leaves_what_is_kept(client, stranger):
    address = OrganisationFactory().get_absolute_url()
    visitors = Client().get(address).text
    client.force_login(stranger)
    own = client.get(address).text

    assert reverse("accounts:profile") in own
    assert Client().get(address).text == visitors


@pytest.mark.parametrize(
    ("headers", "cookies"),
    [({"HX-Target": "results"}, {}), ({}, {"django_language": "en"}), ({"Host": "localhost"}, {})],
)
def test_parts_languages_and_hosts_are_kept_apart(headers, cookies):
    address = reverse("organisations:index")
    Client().get(address)
    visitor = Client(headers=headers)
    visitor.cookies.load(cookies)

    assert count_questions(visitor, address) > 1
    assert count_questions(visitor, address) == 1


def test_files_are_not_kept():
    programme = PartnerFactory(programme__state="running").programme
    address = reverse("programmes:partners", args=[programme.slug])

    assert [count_questions(Client(), address, {"file": "csv"}) > 1 for _ in range(2)] == [True] * 2


def test_only_reading_is_answered_by_what_is_kept():
    address = reverse("organisations:index")
    Client().get(address)

    assert (Client().head(address).status_code, Client().post(address).status_code) == (405, 405)
