import re

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from innesto.notifications.models import MailChoice, Notification
from innesto.portal.tasks import tell_all_news, tell_news
from innesto.search.models import Index, SavedSearch
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import ProgrammeFactory
from tests.search.factories import SavedSearchFactory, index_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(django_capture_on_commit_callbacks):
    def told():
        with django_capture_on_commit_callbacks(execute=True):
            tell_all_news.call()
        return list(Notification.objects.order_by("pk").values_list("title", flat=True))

    return told


def test_tell_news_tells_once_what_came_in_with_links(tell):
    OrganisationFactory(name="Orti di ieri")
    index_now()
    saved = SavedSearchFactory(name="Orti in città")
    new = OrganisationFactory(name="Orti di oggi")
    OrganisationFactory(name="Illuminazione")
    index_now()

    first, second = tell(), tell()

    assert first == second == ["1 nuovo risultato per «Orti in città»"]
    (letter,) = mail.outbox
    assert (letter.to, new.get_absolute_url() in letter.body) == ([saved.person.email], True)
    assert "Orti di ieri" not in letter.body
    assert Notification.objects.get().url == f"{reverse('portal:search')}?q=orti"


def test_tell_news_narrows_as_the_search_does(tell):
    SavedSearchFactory(filters={"kind": ["programme"]})
    OrganisationFactory(name="Orti comunali")
    ProgrammeFactory(state="running", names={"it": "Orti in rete"})
    index_now()

    tell()

    assert "Orti in rete" in Notification.objects.get().body
    assert "Orti comunali" not in Notification.objects.get().body


def test_tell_news_never_tells_what_the_person_may_not_read(tell):
    SavedSearchFactory()
    ProgrammeFactory(state="running", visibility="members", names={"it": "Orti segreti"})
    index_now()

    assert tell() == []


def test_tell_news_asks_for_the_right_at_the_moment_of_telling(tell):
    SavedSearchFactory()
    programme = ProgrammeFactory(state="running", names={"it": "Orti aperti"})
    index_now()
    type(programme).objects.update(visibility="members")

    assert tell() == []


def test_tell_news_leaves_alone_who_paused_or_wants_no_mail(tell):
    SavedSearchFactory(is_paused=True)
    quiet = SavedSearchFactory().person
    MailChoice.objects.create(person=quiet, kind="search_news", when="never")
    OrganisationFactory(name="Orti nuovi")
    index_now()

    tell()

    assert (Notification.objects.get().to, mail.outbox) == (quiet, [])


def test_tell_news_begins_anew_with_another_index(tell):
    saved = SavedSearchFactory()
    OrganisationFactory(name="Orti")
    index_now()
    Index.objects.update(epoch="00000000-0000-4000-8000-000000000000")

    assert tell() == []
    OrganisationFactory(name="Orti nuovi")
    index_now()
    saved.refresh_from_db()
    assert len(tell()) == 1


def test_tell_news_does_nothing_for_a_search_that_is_gone():
    tell_news.call(0)

    assert Notification.objects.count() == 0


def test_mail_lets_one_stop_without_signing_in(client, tell):
    saved = SavedSearchFactory()
    OrganisationFactory(name="Orti nuovi")
    index_now()
    tell()
    headers = mail.outbox[0].extra_headers
    (address,) = re.findall(r"<(.+)>", headers["List-Unsubscribe"])
    address = address.removeprefix(settings.SITE_URL)

    client.get(address)
    saved.refresh_from_db()
    before = saved.is_paused
    client.post(address, {"List-Unsubscribe": "One-Click"})

    saved.refresh_from_db()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (before, saved.is_paused) == (False, True)


def test_stop_refuses_a_forged_link(client):
    assert client.get(reverse("portal:stop-search", args=["1:forged"])).status_code == 404


def test_search_is_saved_from_the_results_and_listed(client, stranger):
    OrganisationFactory(name="Orti urbani")
    index_now()
    client.force_login(stranger)
    page = client.get(reverse("portal:search"), {"q": "orti", "kind": "organisation"}).text
    (address,) = re.findall(r'href="(/cerca/salva/[^"]+)"', page)
    address = address.replace("&amp;", "&")

    client.post(address, {"name": "Gli orti"})

    saved = SavedSearch.objects.get()
    listed = client.get(reverse("portal:saved-searches")).text
    assert (saved.text, saved.filters) == ("orti", {"kind": ["organisation"]})
    assert ("Gli orti" in listed, "Che cosa: Organizzazioni" in listed) == (True, True)


def test_save_search_says_when_the_name_is_taken(client, stranger):
    SavedSearchFactory(person=stranger, name="Orti")
    client.force_login(stranger)

    assert client.post(reverse("portal:save-search"), {"name": "orti"}).status_code == 422


def test_search_offers_nothing_to_save_to_visitors_and_without_a_question(client, stranger):
    address = reverse("portal:save-search")
    pages = [client.get(reverse("portal:search"), {"q": "orti"}).text]
    client.force_login(stranger)
    pages.append(client.get(reverse("portal:search")).text)

    assert [address in page for page in pages] == [False, False]


@pytest.mark.parametrize("count", [1, 3])
def test_saved_searches_cost_the_same_for_one_and_for_three(
    client, stranger, count, django_assert_num_queries
):
    SavedSearchFactory.create_batch(count, person=stranger, filters={"country": ["IT"]})
    client.force_login(stranger)
    client.get(reverse("portal:saved-searches"))

    with django_assert_num_queries(6):
        page = client.get(reverse("portal:saved-searches"))

    assert page.text.count("/nome/") == count
