import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from innesto.communities.actions.life import edit_community
from innesto.deposits.actions.works import (
    EditedMeanwhile,
    ReusedAlready,
    add_version,
    deposit_work,
    register_reuse,
    restore_deposit,
    withdraw_deposit,
)
from innesto.deposits.models import Deposit, Version
from innesto.deposits.tasks import look_at_version, tell_of_deposit
from innesto.notifications.models import Notification
from innesto.organisations.actions import merge_organisations
from innesto.search.actions import hand_in
from innesto.search.indexing import index_pending
from innesto.search.models import Document
from innesto.toolkit.uploads import NotAccepted
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.deposits.factories import DepositFactory, ReuseFactory, VersionFactory
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.capability("T-30")
def test_deposit_work_keeps_author_date_version_occasion_and_visibility():
    member = MemberFactory()

    deposit = deposit_work(
        member.community,
        by=member.person,
        title="Analysis of needs",
        language="en",
        visibility="public",
        occasion=("exchanges.exchange", "7"),
        version={"file": SimpleUploadedFile("needs.pdf", b"%PDF-1.7"), "url": ""},
    )

    version = deposit.versions.get()
    assert (deposit.author, deposit.visibility) == (member.person, "public")
    assert (deposit.occasion_kind, deposit.occasion_key) == ("exchanges.exchange", "7")
    assert (version.number, version.file_name, version.size) == (1, "needs.pdf", 8)
    assert version.at == deposit.changed_at or version.at > deposit.created_at


def test_deposit_work_refuses_a_file_that_is_not_what_it_says_and_keeps_nothing():
    member = MemberFactory()

    with pytest.raises(NotAccepted):
        deposit_work(
            member.community,
            by=member.person,
            title="Trojan",
            language="en",
            version={"file": SimpleUploadedFile("needs.pdf", b"MZ\x90\x00")},
        )

    assert not Deposit.objects.exists()


def test_add_version_counts_on_and_leaves_the_earlier_ones():
    deposit = DepositFactory()

    added = add_version(deposit, by=deposit.author, based_on=1, url="https://example.org/2")

    assert added.number == 2
    assert [v.number for v in deposit.versions.all()] == [2, 1]
    deposit.refresh_from_db()
    assert deposit.changed_at == added.at


def test_add_version_on_one_that_is_not_the_last_is_refused():
    deposit = DepositFactory()
    add_version(deposit, by=deposit.author, based_on=1, url="https://example.org/2")

    with pytest.raises(EditedMeanwhile):
        add_version(deposit, by=UserFactory(), based_on=1, url="https://example.org/other")

    assert deposit.versions.count() == 2


def test_withdraw_hides_a_work_from_all_but_its_author_and_who_leads():
    community = CommunityFactory(visibility="public")
    deposit = DepositFactory(community=community)
    facilitator = MemberFactory(community=community, is_facilitator=True).person
    member = MemberFactory(community=community).person

    withdraw_deposit(deposit, by=deposit.author)

    seen = {
        person: Deposit.objects.visible_to(person).exists()
        for person in (deposit.author, facilitator, member)
    }
    assert seen == {deposit.author: True, facilitator: True, member: False}
    assert Deposit.objects.visible_to(member).count() == 0
    restore_deposit(deposit, by=facilitator)
    assert Deposit.objects.visible_to(member).exists()


@pytest.mark.capability("C-20")
def test_register_reuse_names_each_organisation_once():
    tool = DepositFactory(kind="tool")
    asti = OrganisationFactory()

    register_reuse(tool, by=UserFactory(), organisation=asti, purpose="At the desk")
    with pytest.raises(ReusedAlready):
        register_reuse(tool, by=UserFactory(), organisation=asti, purpose="Twice")

    assert [(r.organisation, r.purpose) for r in tool.reuses.all()] == [(asti, "At the desk")]


def test_merge_of_organisations_keeps_each_reuse_once(admin):
    kept, double = OrganisationFactory(), OrganisationFactory()
    tool = ReuseFactory(organisation=kept).deposit
    ReuseFactory(organisation=double, deposit=tool)
    other = ReuseFactory(organisation=double).deposit

    merge_organisations(kept, double, by=admin)

    assert [r.organisation for r in tool.reuses.all()] == [kept]
    assert [r.organisation for r in other.reuses.all()] == [kept]


def test_look_at_version_keeps_first_page_and_words_of_a_pdf(pdf):
    version = VersionFactory(file=ContentFile(pdf, "a.pdf"), file_name="a.pdf", url="")

    look_at_version.call(version.pk)

    version.refresh_from_db()
    assert (version.pages, version.words) == (1, "Ciao mondo")
    with version.preview.open("rb") as opened:
        assert opened.read(4) == b"RIFF"


def test_look_at_version_leaves_a_broken_pdf_as_it_is():
    version = VersionFactory(
        file=ContentFile(b"%PDF-1.7 broken", "a.pdf"), file_name="a.pdf", url=""
    )

    look_at_version.call(version.pk)

    version.refresh_from_db()
    assert (version.pages, version.words, bool(version.preview)) == (None, "", False)


def test_tell_of_deposit_tells_every_member_once_but_not_who_handed_in():
    community = CommunityFactory()
    author, member = (MemberFactory(community=community).person for _ in range(2))
    MemberFactory(community=community, status="ended")
    deposit = DepositFactory(community=community, author=author, version=None)
    VersionFactory(deposit=deposit, by=author)

    tell_of_deposit.call(deposit.pk, 1)
    tell_of_deposit.call(deposit.pk, 1)

    assert [notice.to for notice in Notification.objects.all()] == [member]


def test_medium_of_a_version_follows_its_file():
    names = ["a.pdf", "a.webp", "a.mp4", "a.mp3", ""]
    media = [Version(file=name, file_name=name).medium for name in names]

    assert media == ["document", "picture", "video", "audio", "address"]


def test_deposits_are_indexed_again_when_other_people_may_read_their_community():
    deposit = DepositFactory(community__visibility="community")
    hand_in("deposit", deposit.pk)
    index_pending()

    edit_community(deposit.community, by=MemberFactory().person, visibility="public")
    index_pending()

    assert Document.objects.get(kind="deposit").readership.key == "public"
