import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.deposits.models import Deposit
from innesto.deposits.queries import communities_without_tool
from innesto.lineage.models import Link
from innesto.practices.models import Practice
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.deposits.factories import DepositFactory, ReuseFactory, VersionFactory
from tests.organisations.factories import MembershipFactory
from tests.toolkit.test_uploads import picture

pytestmark = pytest.mark.django_db

WORK = {
    "title": "Analysis of needs",
    "language": "en",
    "kind": "work",
    "visibility": "community",
    "url": "https://example.org/needs",
}


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member.person)
    return member


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(
    client, member, django_assert_num_queries, count
):
    works = DepositFactory.create_batch(count, community=member.community)

    with django_assert_num_queries(10):
        response = client.get(reverse("deposits:index", args=[member.community.slug]))

    assert [work.title in response.text for work in works] == [True] * count


@pytest.mark.parametrize("count", [1, 3])
def test_tools_cost_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    tools = DepositFactory.create_batch(count, kind="tool", visibility="public")

    with django_assert_num_queries(3):
        response = client.get(reverse("deposits:tools"))

    assert [tool.title in response.text for tool in tools] == [True] * count


@pytest.mark.parametrize("count", [1, 3])
def test_detail_costs_the_same_for_one_version_and_for_three(
    client, member, django_assert_num_queries, count
):
    tool = DepositFactory(kind="tool", community=member.community, version=None)
    for number in range(count):
        VersionFactory(deposit=tool, number=number + 1)
        ReuseFactory(deposit=tool)

    with django_assert_num_queries(12):
        client.get(tool.get_absolute_url())


def test_new_hands_in_a_work_at_an_occasion_for_the_organisation_one_acts_for(client, member):
    asti = MembershipFactory(person=member.person).organisation
    earlier = DepositFactory(community=member.community)
    url = reverse("deposits:new", args=[member.community.slug])

    answer = client.post(f"{url}?per=deposits.deposit:{earlier.pk}", WORK)

    work = Deposit.objects.exclude(pk=earlier.pk).get()
    assert answer["Location"] == work.get_absolute_url()
    assert work.organisation == asti
    assert (work.occasion_kind, work.occasion_key) == ("deposits.deposit", str(earlier.pk))
    assert earlier.title in client.get(work.get_absolute_url()).text


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"url": ""}, "Send the file, or say where it can be read."),
        ({"kind": "tool"}, "Choose a licence"),
        ({"file": SimpleUploadedFile("a.png", picture())}, "what is to be seen"),
        ({"file": SimpleUploadedFile("a.mp3", b"ID3...")}, "Write what is said"),
        ({"captions": SimpleUploadedFile("a.vtt", b"1\n00:00")}, "no WebVTT file"),
        ({"file": SimpleUploadedFile("a.pdf", b"MZ")}, "not what its name says"),
    ],
)
def test_new_says_what_is_missing_and_keeps_what_was_typed(client, member, changed, complaint):
    client.cookies["django_language"] = "en"

    answer = client.post(reverse("deposits:new", args=[member.community.slug]), WORK | changed)

    assert answer.status_code == 422
    assert complaint in answer.text
    assert "Analysis of needs" in answer.text
    assert not Deposit.objects.exists()


def test_a_version_that_crosses_another_one_is_told_and_not_lost(client, member):
    work = DepositFactory(community=member.community)
    url = reverse("deposits:version-new", args=[work.pk])
    sent = {"url": "https://example.org/mine", "note": "My words", "based_on": "1"}
    client.post(url, sent | {"note": "Theirs"})

    answer = client.post(url, sent)

    assert answer.status_code == 422
    assert "My words" in answer.text
    assert [version.note for version in work.versions.all()] == ["Theirs", ""]


def test_a_work_for_everyone_in_a_closed_community_is_read_by_visitors(client):
    work = DepositFactory(visibility="public")
    hidden = DepositFactory(community=work.community)

    assert client.get(work.get_absolute_url()).status_code == 200
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_private_community_offers_no_work_to_everyone(client):
    member = MemberFactory(community__visibility="private")
    client.force_login(member.person)

    client.post(
        reverse("deposits:new", args=[member.community.slug]), WORK | {"visibility": "public"}
    )

    assert Deposit.objects.get().visibility == "community"


def test_a_recording_is_played_with_its_captions_and_from_where_one_wants(client, member):
    work = DepositFactory(community=member.community, version=None)
    VersionFactory(
        deposit=work,
        url="",
        file=ContentFile(b"\x00\x00\x00\x18ftypmp42 0123456789", "a.mp4"),
        file_name="a.mp4",
        captions=ContentFile(b"WEBVTT\n", "a.vtt"),
    )
    page = client.get(work.get_absolute_url()).text
    address = reverse("deposits:file", args=[work.pk, 1])

    piece = client.get(address, headers={"Range": "bytes=13-15"})

    assert f'src="{reverse("deposits:captions", args=[work.pk, 1])}"' in page
    assert (piece.status_code, b"".join(piece)) == (206, b"012")
    assert piece["Content-Type"] == "video/mp4"
    assert client.get(address, headers={"Range": "bytes=900-"}).status_code == 416


@pytest.mark.capability("C-20")
def test_each_community_owes_a_tool():
    tool = DepositFactory(kind="tool")
    owing = DepositFactory(kind="work").community

    assert communities_without_tool([tool.community, owing]) == [owing]


@pytest.mark.capability("C-20")
def test_index_reminds_members_of_the_tool_until_there_is_one(client, member):
    client.cookies["django_language"] = "en"
    url = reverse("deposits:index", args=[member.community.slug])
    before = client.get(url).text
    DepositFactory(kind="tool", community=member.community)

    assert ["No tool yet." in page for page in (before, client.get(url).text)] == [True, False]


def test_index_of_a_community_with_nothing_tells_the_next_step(client, member):
    page = client.get(reverse("deposits:index", args=[member.community.slug])).text

    assert page.count(reverse("deposits:new", args=[member.community.slug])) == 2


def test_guests_hand_nothing_in(client):
    guest = MemberFactory(level="guest", community=CommunityFactory())
    client.force_login(guest.person)
    url = reverse("deposits:new", args=[guest.community.slug])

    assert client.post(url, WORK).status_code == 403


@pytest.mark.capability("T-34")
def test_a_work_is_promoted_to_a_practice_that_knows_where_it_comes_from(client, member):
    organisation = MembershipFactory(person=member.person).organisation
    work = DepositFactory(community=member.community, title="A desk in four languages")
    page = client.get(work.get_absolute_url()).text
    begin = f"{reverse('practices:new')}?da=deposits.deposit%3A{work.pk}"
    suggested = client.get(begin).context["form"]["title"].value()
    sheet = {"title": suggested, "organisation": organisation.pk, "language": "it"}

    client.post(begin, sheet)

    practice = Practice.objects.get()
    assert begin in page
    assert practice.title == work.title
    link = Link.objects.get()
    assert (link.later_kind, link.later_key) == ("practices.practice", str(practice.pk))
    assert (link.relation, link.earlier_kind) == ("derived_from", "deposits.deposit")
    assert link.earlier_key == str(work.pk)
