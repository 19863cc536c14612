from decimal import Decimal

import pytest

from innesto.lineage.actions import link_works
from innesto.notifications.models import Notification
from innesto.practices.actions.telling import (
    AlreadyAnswered,
    OwnLanguage,
    SharesDoNotAddUp,
    agree_to_joint_action,
    answer_question,
    ask_question,
    name_challenge,
    set_up_joint_action,
    share_challenge,
    tell_case,
    translate_practice,
)
from innesto.practices.models import Telling, Translation
from innesto.practices.queries.telling import answering, challenges_of, own_map
from tests.organisations.factories import OrganisationFactory
from tests.practices.factories import PracticeFactory, colleague_of
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.capability("S-21")
def test_tell_case_keeps_the_four_steps_clean(stranger):
    practice = PracticeFactory(published=True)
    steps = {"context": "Prima", "obstacles": "- uno", "steps": "a", "result": "<b>b</b><script>"}

    tell_case(practice, by=stranger, tellers="Lea", **steps)
    tell_case(practice, by=stranger, tellers="Lea e Ugo", **steps)

    telling = Telling.objects.get()
    assert (telling.tellers, telling.obstacles, telling.result) == (
        "Lea e Ugo",
        "<ul><li>uno</li></ul>",
        "<p><strong>b</strong></p>",
    )


@pytest.mark.capability("S-22")
def test_a_question_is_told_to_the_owner_and_its_answer_to_whoever_asked(
    stranger, django_capture_on_commit_callbacks
):
    practice = PracticeFactory(published=True)
    owner = colleague_of(practice, is_referent=True)

    with django_capture_on_commit_callbacks(execute=True):
        question = ask_question(practice, by=stranger, text="Quanto costa?")
    with django_capture_on_commit_callbacks(execute=True):
        answer_question(question, by=owner, answer="Niente")

    told = list(Notification.objects.order_by("pk").values_list("to", "kind"))
    assert told == [(owner.pk, "question_asked"), (stranger.pk, "question_answered")]
    with pytest.raises(AlreadyAnswered):
        answer_question(question, by=owner, answer="Molto")


def test_translate_practice_never_puts_a_machine_in_the_place_of_a_person(stranger):
    practice = PracticeFactory(published=True)
    translate_practice(practice, "en", texts={"title": "Door"}, origin="machine", by=None)
    translate_practice(practice, "en", texts={"title": "One door"}, origin="human", by=stranger)
    translate_practice(practice, "en", texts={"title": "Ein Tor"}, origin="machine", by=None)

    kept = Translation.objects.get()
    assert (kept.texts, kept.origin, kept.by) == ({"title": "One door"}, "human", stranger)
    with pytest.raises(OwnLanguage):
        translate_practice(practice, "it", texts={}, origin="human", by=stranger)


@pytest.mark.capability("M-14")
@pytest.mark.capability("C-18")
def test_a_challenge_lists_all_that_answers_it(stranger, nobody):
    challenge = name_challenge(title="Chi cura i beni?", by=stranger)
    done = PracticeFactory(published=True)
    planned = PracticeFactory(published=True, progress="planned")
    draft = PracticeFactory()
    for practice in (done, planned, draft):
        link_works(practice, "answers", challenge, by=stranger)
    share_challenge(challenge, OrganisationFactory(), by=stranger)

    assert set(answering(challenge, viewer=nobody)) == {done, planned}
    assert list(answering(challenge, viewer=nobody, progress="planned")) == [planned]
    assert challenge.organisations.count() == 1
    assert name_challenge(title="Chi cura i beni?", by=stranger).slug == "chi-cura-i-beni-2"


@pytest.mark.capability("S-08")
def test_a_joint_action_splits_its_costs_to_the_cent(stranger):
    practice = PracticeFactory(published=True)
    aglie, ivrea = OrganisationFactory(), OrganisationFactory()
    third = {aglie: Decimal("33.33"), ivrea: Decimal("66.67")}

    with pytest.raises(SharesDoNotAddUp):
        set_up_joint_action(
            practice, by=stranger, process="Insieme", cost=Decimal(101), members=third
        )
    joint = set_up_joint_action(
        practice, by=stranger, process="Insieme", cost=Decimal(100), members=third
    )
    agree_to_joint_action(joint.members.get(organisation=aglie), by=stranger)

    assert [m.agreed_on is not None for m in joint.members.order_by("share")] == [True, False]
    set_up_joint_action(
        practice, by=stranger, process="Da soli", cost=Decimal(5), members={aglie: Decimal(5)}
    )
    assert joint.members.count() == 1


@pytest.mark.capability("S-06")
@pytest.mark.capability("M-06")
@pytest.mark.capability("S-17")
def test_own_map_leads_from_a_plan_to_the_practices_it_rests_on(nobody):
    torino = OrganisationFactory()
    plan = {"organisation": torino, "mandate": "Piano di inclusione"}
    a = PracticeFactory(published=True, title="Alfa", **plan)
    b = PracticeFactory(published=True, title="Beta", mandate_url="https://example.org", **plan)
    PracticeFactory(published=True, organisation=torino)
    PracticeFactory(organisation=torino, mandate="Piano non pubblico")

    [mandate] = own_map(torino, viewer=nobody).mandates

    assert (mandate.name, mandate.url) == ("Piano di inclusione", "https://example.org")
    assert mandate.practices == [a, b]


@pytest.mark.capability("C-18")
def test_challenges_of_a_programme_are_those_it_names_and_those_its_practices_answer(
    stranger, nobody
):
    programme = ProgrammeFactory(state="running")
    named = name_challenge(title="Alfa", by=stranger, programme=programme, strand="cop1")
    answered, foreign = (name_challenge(title=t, by=stranger) for t in ("Beta", "Gamma"))
    practice = PracticeFactory(published=True, programme=programme, strand="cop2")
    hidden = PracticeFactory(programme=programme)
    link_works(practice, "answers", answered, by=stranger)
    link_works(hidden, "answers", foreign, by=stranger)

    assert list(challenges_of(programme, viewer=nobody)) == [named, answered]
    assert list(challenges_of(programme, viewer=nobody, strand="cop2")) == [answered]


@pytest.mark.capability("S-16")
def test_own_map_shows_how_practices_of_one_municipality_hang_together(stranger, nobody):
    torino = OrganisationFactory()
    a, b, c = (PracticeFactory(published=True, organisation=torino) for _ in range(3))
    elsewhere = PracticeFactory(published=True)
    link_works(a, "needs", b, by=stranger, note="gli stessi uffici")
    link_works(a, "conflicts", elsewhere, by=stranger)

    own = own_map(torino, viewer=nobody)

    assert [(t.later, t.words, t.earlier, t.note) for t in own.ties] == [
        (a, "ha bisogno di", b, "gli stessi uffici"),
        (a, "è in contrasto con", elsewhere, ""),
    ]
    assert own.alone == [c]
