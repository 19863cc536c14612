"""Open communities, change them, decide how alive they are, close them."""

import datetime

import pytest
from django.utils import timezone

from innesto.communities import rules
from innesto.communities.actions.life import (
    ChangedMeanwhile,
    NotInThisState,
    OpenedMeanwhile,
    close_community,
    decide_stage,
    edit_community,
    open_communities_of,
    open_community,
    reopen_community,
)
from innesto.communities.models import Community, Sign
from innesto.communities.queries.bodies import bodies_of
from innesto.communities.queries.register import seals_of
from innesto.communities.queries.signs import decisions_on, suggestion
from innesto.communities.tasks import look_at_communities
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.programmes.models import PartnerStrand
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import (
    LIVELY,
    ParticipantFactory,
    PartnerFactory,
    ProgrammeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return MemberFactory(is_facilitator=True).person


@pytest.mark.capability("C-04")
@pytest.mark.capability("C-05")
def test_open_communities_of_opens_one_for_each_strand_with_its_question():
    programme = ProgrammeFactory(blueprint=LIVELY, state="running")
    ada = UserFactory()

    opened = open_communities_of(programme, by=ada)

    assert [(it.strand, it.names, it.questions) for it in opened] == [
        ("cop1", {"und": "CoP1"}, {"it": "Come si comincia?", "en": "How to begin?"}),
        ("cop2", {"und": "CoP2"}, {}),
    ]
    assert [[m.person for m in it.members.filter(is_steward=True)] for it in opened] == [[ada]] * 2
    assert [e.verb for e in Entry.objects.within(programme)] == ["communities_opened"]


def test_open_communities_of_refuses_when_all_are_open():
    programme = ProgrammeFactory(blueprint=LIVELY, state="running")
    open_communities_of(programme, by=UserFactory())

    with pytest.raises(OpenedMeanwhile):
        open_communities_of(programme, by=UserFactory())


def test_open_community_refuses_a_strand_that_has_one():
    programme = ProgrammeFactory(blueprint=LIVELY)
    CommunityFactory(programme=programme, strand="cop1")

    with pytest.raises(OpenedMeanwhile):
        open_community(names={"it": "Altra"}, programme=programme, strand="cop1", by=None)


@pytest.mark.capability("C-01")
@pytest.mark.capability("C-13")
@pytest.mark.capability("C-14")
def test_bodies_of_mixes_cities_with_those_who_stand_for_a_territory():
    programme = ProgrammeFactory(blueprint=LIVELY, state="running")
    turin = PartnerFactory(
        programme=programme, organisation=OrganisationFactory(name="Torino", kind="municipality")
    )
    anci = PartnerFactory(
        programme=programme, organisation=OrganisationFactory(name="ANCI", kind="municipalities")
    )
    asti = OrganisationFactory(name="Asti", kind="municipality")
    PartnerFactory(programme=programme, organisation=asti, brought_by=anci)
    PartnerFactory(programme=programme)  # of no strand
    for partner in (turin, anci):
        PartnerStrand.objects.create(partner=partner, strand="cop1")
    community = CommunityFactory(programme=programme, strand="cop1")

    found = bodies_of(community)

    assert [(body.name, list(body.stands_for)) for body in found.all] == [
        ("Torino", []),
        ("ANCI", ["Asti"]),
    ]
    assert (found.cities, found.standing_for, found.others) == (1, 1, 0)


def test_edit_community_keeps_what_somebody_else_changed_in_another_field(facilitator):
    community = CommunityFactory(rhythm="ogni mese", charter="<p>Prima</p>")
    seals = seals_of(community)
    edit_community(community, by=facilitator, seals=seals, rhythm="ogni settimana")

    edit_community(community, by=facilitator, seals=seals, rhythm="ogni mese", charter="Dopo")

    community.refresh_from_db()
    assert (community.rhythm, community.charter) == ("ogni settimana", "<p>Dopo</p>")


def test_edit_community_writes_nothing_when_both_changed_the_same(facilitator):
    community = CommunityFactory(rhythm="ogni mese")
    seals = seals_of(community)
    edit_community(community, by=facilitator, seals=seals, rhythm="ogni settimana")

    with pytest.raises(ChangedMeanwhile) as caught:
        edit_community(community, by=facilitator, seals=seals, rhythm="ogni giorno")

    assert caught.value.fields == ("rhythm",)
    community.refresh_from_db()
    assert community.rhythm == "ogni settimana"


def test_edit_community_cleans_the_charter(facilitator):
    community = CommunityFactory()

    edit_community(community, by=facilitator, charter="<p>Sì</p><script>alert(1)</script>")

    community.refresh_from_db()
    assert community.charter == "<p>Sì</p>"


def test_decide_stage_is_kept_with_its_reason(facilitator):
    community = CommunityFactory()

    decide_stage(community, Community.Stage.ACTIVE, by=facilitator, reason="Si scrive ogni giorno")

    community.refresh_from_db()
    kept = [(one.stage, one.reason, one.by) for one in decisions_on(community)]
    assert (community.stage, community.stage_since) == ("active", timezone.localdate())
    assert kept == [(Community.Stage.ACTIVE.label, "Si scrive ogni giorno", str(facilitator))]


def test_close_community_leaves_it_readable_and_adds_nothing():
    member = MemberFactory(is_steward=True)
    community = member.community

    closed = close_community(community, by=member.person, note="Abbiamo finito.")

    assert list(Community.objects.open_to(member.person)) == [closed]
    assert not rules.can_contribute(member.person, closed)
    assert not rules.can_answer(member.person, closed)
    assert not rules.can_join(UserFactory(), closed)
    with pytest.raises(NotInThisState):
        close_community(closed, by=member.person, note="Di nuovo.")


def test_reopen_community_takes_it_up_again():
    member = MemberFactory(is_steward=True)
    closed = close_community(member.community, by=member.person, note="Fine.")

    reopened = reopen_community(closed, by=member.person)

    assert rules.can_contribute(member.person, reopened)
    with pytest.raises(NotInThisState):
        reopen_community(reopened, by=member.person)


@pytest.mark.capability("T-36")
@pytest.mark.parametrize("state", ["ended", "archived"])
def test_a_community_outlives_its_programme(state):
    programme = ProgrammeFactory(state="running")
    coordinator = ParticipantFactory(
        programme=programme, user=UserFactory(), may_coordinate=True
    ).user
    member = MemberFactory(community__programme=programme)
    programme.state = state
    programme.save()
    community = Community.objects.get()

    assert Community.objects.open_to(member.person).exists()
    assert rules.can_contribute(member.person, community)
    assert rules.can_lead(coordinator, community)


@pytest.mark.capability("T-36")
def test_look_at_communities_reminds_whoever_keeps_it(django_capture_on_commit_callbacks):
    today = timezone.localdate()
    member = MemberFactory(is_steward=True, community__review_on=today)
    MemberFactory(is_steward=True, community__review_on=today + datetime.timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        look_at_communities.call()
        look_at_communities.call()

    told = Notification.objects.filter(kind="community_review")
    assert [notice.to for notice in told] == [member.person]


def test_look_at_communities_counts_the_signs_of_today():
    member = MemberFactory(organisation=OrganisationFactory())

    look_at_communities.call()
    look_at_communities.call()

    found = member.community.signs.filter(key__in=["people", "organisations", "meetings"])
    assert [(s.key, s.figure, s.on) for s in found] == [
        ("meetings", 0, timezone.localdate()),
        ("organisations", 1, timezone.localdate()),
        ("people", 1, timezone.localdate()),
    ]


@pytest.mark.parametrize(
    ("stage", "figures", "suggested"),
    [
        ("potential", {"organisations": 5}, "potential"),
        ("active", {"organisations": 5}, "memorable"),
        ("potential", {"organisations": 2, "posts": 50}, "coalescing"),
        ("potential", {"organisations": 3, "posts": 2}, "coalescing"),
        ("coalescing", {"organisations": 3, "posts": 10}, "active"),
        ("active", {"organisations": 3, "posts": 10, "reuse": 1}, "stewardship"),
    ],
)
def test_suggestion_follows_the_figures(stage, figures, suggested):
    today = timezone.localdate()
    a_while_ago = today - datetime.timedelta(days=400)
    community = CommunityFactory.build(stage=stage, stage_since=a_while_ago)
    signs = [Sign(key=key, figure=figure, on=today) for key, figure in figures.items()]

    assert suggestion(community, signs, on=today).stage == suggested


def test_suggestion_says_nothing_before_it_was_counted():
    assert suggestion(CommunityFactory.build(), [], on=timezone.localdate()) is None


@pytest.mark.capability("T-29")
def test_a_section_of_a_shared_forum_has_readers_and_rules_of_its_own():
    forum = CommunityFactory(slug="mediato", visibility="public")
    programme, other = ProgrammeFactory(state="running"), ProgrammeFactory(state="running")
    inside = ParticipantFactory(programme=programme, user=UserFactory()).user
    outside = ParticipantFactory(programme=other, user=UserFactory()).user
    bruno = UserFactory()

    section = open_community(
        names={"it": "Territori Inclusivi"},
        programme=programme,
        part_of=forum,
        joining="ask",
        charter="Qui scrivono i progetti.",
        by=bruno,
    )
    open_community(names={"it": "Altri"}, programme=other, part_of=forum, by=None)

    assert set(Community.objects.open_to(inside)) == {forum, section}
    assert section not in Community.objects.open_to(outside)
    assert forum.sections.order_by("pk").first() == section
    assert (section.charter, rules.can_lead(bruno, section)) == (
        "<p>Qui scrivono i progetti.</p>",
        True,
    )
    assert not rules.can_lead(bruno, forum)
