import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innesto.organisations.actions import ask_to_join, edit_organisation
from innesto.practices.actions.course import submit_practice
from innesto.programmes.actions.programme import start_programme
from innesto.programmes.queries.head import head_of
from tests.accounts.factories import UserFactory
from tests.communities.factories import MemberFactory
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import PlaceFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.search.factories import index_now
from tests.talk.factories import PostFactory, ThreadFactory
from tests.toolkit.factories import DraftFactory

pytestmark = pytest.mark.django_db

# What a programme's page asks of the database: to be worked out, and while nothing changes.
AT_FIRST, AGAIN = 28, 1


def soon():
    return timezone.localdate() + datetime.timedelta(days=20)


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_for_one_programme_and_for_three(
    client, django_assert_num_queries, count
):
    programmes = ProgrammeFactory.create_batch(count, state="running")

    with django_assert_num_queries(10):
        response = client.get(reverse("portal:home"))
    with django_assert_num_queries(1):  # while nothing happens anywhere
        client.get(reverse("portal:home"))

    assert [p.get_absolute_url() in response.text for p in programmes] == [True] * count


def test_home_shows_what_was_done_at_once_and_to_each_what_they_may_read(client, stranger):
    programme = ProgrammeFactory(state="draft", lively=True)
    ParticipantFactory(programme=programme, user=stranger, role="coordinator", may_coordinate=True)
    home, address = reverse("portal:home"), programme.get_absolute_url()
    visitor = Client()
    client.force_login(stranger)
    before = address in client.get(home).text, address in visitor.get(home).text

    start_programme(programme, by=stranger)

    assert before == (True, False)
    assert address in visitor.get(home).text


def test_home_of_an_empty_installation_tells_the_next_step(client):
    assert reverse("programmes:new") in client.get(reverse("portal:home")).text


def test_home_never_shows_a_draft(client):
    draft = ProgrammeFactory(state="draft")

    assert draft.get_absolute_url() not in client.get(reverse("portal:home")).text


def test_desk_asks_the_referent_for_an_answer(client):
    partner = PartnerFactory(programme__state="running")
    referent = MembershipFactory(organisation=partner.organisation, is_referent=True)
    exchange = ExchangeFactory(programme=partner.programme, starts_on=soon())
    SeatFactory(exchange=exchange, partner=partner)
    client.force_login(referent.person)

    page = client.get(reverse("portal:desk"))

    assert exchange.get_absolute_url() in page.text
    assert partner.programme.get_absolute_url() in page.text
    assert "1 cosa aspetta te." in page.text


def test_desk_is_worked_out_once_until_something_is_done(client, django_assert_num_queries):
    partner = PartnerFactory(programme__state="running")
    referent = MembershipFactory(organisation=partner.organisation, is_referent=True)
    client.force_login(referent.person)
    address = reverse("portal:desk")
    client.get(address)

    # the person, the journal, what was begun, for whom one acts, what is unread
    with django_assert_num_queries(5):
        assert "1 cosa aspetta te." not in client.get(address).text

    ask_to_join(partner.organisation, by=UserFactory())

    assert "1 cosa aspetta te." in client.get(address).text


def test_desk_leads_back_to_what_was_begun_and_not_sent(client, stranger):
    client.force_login(stranger)
    address = reverse("portal:desk")
    before = client.get(address).text
    DraftFactory(user=stranger, title="Orti urbani", address="/buone-pratiche/orti/scrivi/story/")

    page = client.get(address).text

    assert "Da finire" not in before
    assert ("Orti urbani" in page, "/buone-pratiche/orti/scrivi/story/" in page) == (True, True)


def test_desk_says_where_the_sheets_of_an_author_stand(client):
    referent = MembershipFactory(is_referent=True)
    owner = {"organisation": referent.organisation}
    PracticeFactory(title="Orti in bozza", **owner)
    sent = PracticeFactory(complete=True, title="Orti inviati", **owner)
    submit_practice(sent, by=referent.person)
    PracticeFactory(published=True, title="Orti pubblicati", **owner)
    client.force_login(referent.person)

    page = client.get(reverse("portal:desk")).text

    shown = [title in page for title in ("Orti in bozza", "Orti inviati", "Orti pubblicati")]
    assert shown == [True, True, False]


def test_desk_says_what_is_late(client, stranger):
    today = timezone.localdate()
    for days in (-30, 30):
        PracticeFactory(
            published=True,
            author=stranger,
            organisation=None,
            next_check_on=today + datetime.timedelta(days=days),
        )
    client.force_login(stranger)

    assert client.get(reverse("portal:desk")).text.count("in ritardo · ") == 1


def test_search_begins_with_what_there_is_and_lists_nothing(client):
    ProgrammeFactory(state="running", names={"it": "Orti urbani"}, sought="orti urbani")
    OrganisationFactory()
    address = reverse("portal:search")

    empty = client.get(address).text
    index_now()
    page = client.get(address).text

    assert "sfoglia tutto" not in empty
    assert ("sfoglia tutto" in page, "?kind=programme" in page) == (True, True)
    assert "Orti urbani" not in page


def test_desk_says_the_first_step_once_and_then_the_others(client):
    referent = MembershipFactory(is_referent=True)
    for name in ("Primo Chiede", "Seconda Chiede"):
        ask_to_join(referent.organisation, by=UserFactory(name=name))
    client.force_login(referent.person)

    page = client.get(reverse("portal:desk")).text

    assert [page.count(name) for name in ("Primo Chiede", "Seconda Chiede")] == [1, 1]


def test_desk_of_somebody_without_organisation_says_where_to_begin(client, stranger):
    client.force_login(stranger)

    page = client.get(reverse("portal:desk")).text

    names = ("organisations:index", "practices:propose")
    assert [f'href="{reverse(name)}">' in page for name in names] == [True, True]


def test_desk_of_an_operator_asks_for_no_organisation_but_answers_where_nobody_does(client, admin):
    client.force_login(admin)
    desk = reverse("portal:desk")
    empty = client.get(desk).text
    ask_to_join(OrganisationFactory(), by=UserFactory(name="Sola Chiede"))
    ask_to_join(MembershipFactory(is_referent=True).organisation, by=UserFactory(name="Con Altri"))

    page = client.get(desk).text

    assert "Di’ per chi lavori" not in empty
    main = empty.partition("<main")[2].partition("</main>")[0]
    assert (main.count("Niente ti aspetta"), reverse("accounts:support") in main) == (1, True)
    assert ("Sola Chiede" in page, "Con Altri" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_own_programmes_lists_those_one_takes_part_in(client, django_assert_num_queries, count):
    programmes = ProgrammeFactory.create_batch(count, state="running")
    person = UserFactory()
    for programme in programmes:
        ParticipantFactory(programme=programme, user=person)
    other = ProgrammeFactory(state="running")
    client.force_login(person)

    with django_assert_num_queries(2):  # the person, the programmes
        part = client.get(
            reverse("portal:programmes"), headers={"HX-Target": "ul#own-programmes"}
        ).text

    assert [programme.get_absolute_url() in part for programme in (*programmes, other)] == [
        *(True for _ in programmes),
        False,
    ]


def test_programme_of_strangers_that_is_not_public_does_not_exist(client, stranger):
    programme = ProgrammeFactory(state="running", visibility="members")
    client.force_login(stranger)

    assert client.get(programme.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_programme_costs_the_same_for_one_exchange_and_for_three(
    client, django_assert_num_queries, count
):
    programme = ProgrammeFactory(state="running")
    for exchange in ExchangeFactory.create_batch(count, programme=programme):
        SeatFactory(exchange=exchange)
    head_of(programme)  # Django remembers the content types

    with django_assert_num_queries(AT_FIRST):
        client.get(programme.get_absolute_url())
    with django_assert_num_queries(AGAIN):
        client.get(programme.get_absolute_url())


@pytest.mark.parametrize("name", ["portal:programme", "portal:findings"])
def test_what_is_kept_of_a_programme_is_drawn_for_each_language_and_each_right(
    client, stranger, name
):
    programme = PartnerFactory(programme__blueprint=ROUND_TABLE).programme
    address = reverse(name, args=[programme.slug])
    visitor = client.get(address).text
    client.cookies["django_language"] = "en"
    in_english = client.get(address).text
    ParticipantFactory(programme=programme, user=stranger, role="coordinator", may_coordinate=True)
    client.force_login(stranger)

    assert client.get(address).text.count('class="finding-action"') > 0
    assert visitor.count('class="finding-action"') == in_english.count("finding-action") == 0
    assert ["Da risolvere" in page for page in (visitor, in_english)] == [True, False]


def test_programme_shows_what_was_done_at_once(client, stranger):
    partner = PartnerFactory(programme__blueprint=ROUND_TABLE, roles=["city"])
    address = partner.programme.get_absolute_url()
    before = client.get(address).text

    edit_organisation(partner.organisation, by=stranger, name="Comune di Nuovo Nome")

    assert "Comune di Nuovo Nome" not in before
    assert "Comune di Nuovo Nome" in client.get(address).text


def test_search_finds_programmes_and_organisations(client):
    ProgrammeFactory(state="running", names={"it": "Orti urbani"}, sought="orti urbani")
    PartnerFactory(organisation__name="Rete degli orti")
    index_now()

    page = client.get(reverse("portal:search", query={"q": "orto"}))

    assert "<mark>Orti</mark> urbani" in page.text
    assert "Rete degli <mark>orti</mark>" in page.text


@pytest.mark.parametrize("text", ["x", "%%%", "'; drop table", "a" * 10_000, "\u202e\u0301"])
def test_search_bears_any_text(client, text):
    answered = client.get(reverse("portal:search", query={"q": text})).status_code

    assert answered == (422 if len(text) > 1_000 else 200)  # longer ones are told so


def test_search_narrows_by_links_without_javascript(client):
    ProgrammeFactory(state="running", names={"it": "Orti urbani"})
    PartnerFactory(organisation__name="Rete degli orti")
    index_now()

    page = client.get(reverse("portal:search", query={"q": "orti", "kind": "organisation"}))

    assert "1 risultato" in page.text
    assert 'href="?q=orti&amp;kind=organisation&amp;kind=programme"' in page.text
    assert "Rete degli" in page.text
    assert "urbani" not in page.text


def test_search_without_results_tells_the_next_step(client):
    page = client.get(reverse("portal:search", query={"q": "zzz"}))

    assert "Non trovi niente" in page.text
    assert reverse("organisations:index") in page.text


def test_search_offers_cities_of_the_size_of_mine_first(client, stranger):
    mine = OrganisationFactory(name="Mia città", place=PlaceFactory(population=3_000))
    MembershipFactory(organisation=mine, person=stranger)
    OrganisationFactory(name="Altra città", place=PlaceFactory(population=300_000))
    index_now()
    client.force_login(stranger)

    page = client.get(reverse("portal:search", query={"q": "città", "like": "1"})).text

    assert "una città grande come la tua" in page
    assert page.index(mine.get_absolute_url()) < page.index("Altra")


def test_similar_lists_what_is_like_a_thing(client):
    one = OrganisationFactory(name="Uno", about="orti urbani condivisi")
    OrganisationFactory(name="Due", about="orti urbani nelle scuole")
    index_now()

    page = client.get(reverse("portal:similar", args=["organisation", one.pk]))

    assert ">Due</a>" in page.text


def test_search_fragment_is_a_piece_of_the_full_page(client):
    PartnerFactory(organisation__name="Rete degli orti")
    index_now()
    url = reverse("portal:search", query={"q": "orti"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "results"}).text

    assert "<h1>" not in fragment
    assert fragment.strip() in page


@pytest.mark.parametrize("name", ["help", "accessibility", "privacy", "sources"])
def test_public_duties_are_open_to_everyone(client, name):
    assert client.get(reverse(f"portal:{name}")).status_code == 200


def test_operators_find_the_register_and_the_help_for_persons_in_the_footer(
    client, admin, stranger
):
    links = [reverse("journal:register"), reverse("accounts:support")]
    shown = []
    for person in (stranger, admin):
        client.force_login(person)
        page = client.get(reverse("portal:privacy")).text
        shown.append([f'href="{link}"' in page for link in links])

    assert shown == [[False, False], [True, True]]


@pytest.mark.capability("C-13")
@pytest.mark.parametrize("count", [1, 3])
def test_doings_of_an_organisation_cost_the_same_for_one_programme_and_for_three(
    client, django_assert_num_queries, count
):
    town = OrganisationFactory()
    for partner in PartnerFactory.create_batch(
        count, organisation=town, programme__state="running"
    ):
        partner.roles.create(role="host_city")
        SeatFactory(
            partner=partner,
            exchange__programme=partner.programme,
            exchange__starts_on=timezone.localdate(),
            exchange__ends_on=timezone.localdate(),
        )
    PracticeFactory.create_batch(count, organisation=town, published=True)
    address = reverse("portal:doings", args=[town.slug])

    with django_assert_num_queries(6):
        page = client.get(address)
    fragment = client.get(address, headers={"HX-Target": "doings"}).text

    doings = page.context["doings"]
    assert (len(doings.programmes), len(doings.exchanges), len(doings.practices)) == (count,) * 3
    assert fragment.strip() in page.text


def test_desk_of_who_moderates_leads_to_the_posts_that_wait(client):
    member = MemberFactory(is_facilitator=True)
    PostFactory(
        thread=ThreadFactory(community=member.community),
        state="held",
        waiting_since=timezone.now(),
    )
    client.force_login(member.person)

    assert reverse("talk:queue") in client.get(reverse("portal:desk")).text
