"""Both legs lived: lessons stand in the thread with their adaptation, and are used later."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from innesto.documents.models import Document
from innesto.exchanges.models import Exchange
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import thread_of
from innesto.notifications.models import Notification
from innesto.organisations.signals import organisations_merged
from innesto.outcomes.actions.lessons import drop_lesson
from innesto.placements.actions.diary import share_note
from innesto.placements.actions.lessons import (
    AlreadyAnsweredLater,
    adapt_lesson,
    answer_later,
    change_adaptation,
)
from innesto.placements.actions.preparing import prepare_side, tick_items
from innesto.placements.models import Adaptation, FollowUp
from innesto.placements.queries.later import LATER, asked_later
from innesto.placements.queries.overview import counts_of, overview_of
from innesto.placements.queries.waiting import placements_waiting
from innesto.placements.searched import adaptation_cards
from innesto.placements.tasks import ask_what_became
from tests.exchanges.factories import IdeaFactory
from tests.organisations.factories import OrganisationFactory
from tests.placements.factories import (
    HOME,
    AdaptationFactory,
    NoteFactory,
    PlacementFactory,
    pair_of_legs,
)
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def hold(*legs):
    Exchange.objects.filter(pk__in=[leg.pk for leg in legs]).update(state="held")


def told(**fields):
    return {"sentence": "Un tavolo solo basta", "how": "In biblioteca", "language": "it", **fields}


@pytest.mark.capability("C-25", "C-26")
def test_a_lesson_comes_of_an_idea_and_stands_among_all_with_its_adaptation(
    client, legs, placement, anci, lea, rino
):
    note = share_note(NoteFactory(placement=placement, author=lea, choice="adapt"), by=lea)
    client.force_login(rino)
    sent = told(
        ideas=[note.idea.pk],
        visibility="public",
        for_plan="Aprire il tavolo entro marzo",
        is_ready="on",
    )

    answer = client.post(reverse("placements:lesson-new", args=[legs[1].pk]), sent)
    adaptation = Adaptation.objects.get()
    lesson = adaptation.lesson
    thread = thread_of(lesson, viewer=rino)
    page = client.get(reverse("placements:detail", args=[legs[1].pk])).text
    all_lessons = client.get(reverse("outcomes:lessons")).text

    assert answer.url == adaptation.get_absolute_url()
    assert [*Adaptation.objects.ready_for_plan()] == [adaptation]
    assert (lesson.organisation, lesson.happened) == (anci.organisation, "Un tavolo solo")
    assert [node.work.title for node in thread.came_of_it] == ["ANCI la adatta così: In biblioteca"]
    origins = {(node.ref[0], node.work.title) for node in thread.came_from}
    assert origins == {
        ("exchanges.idea", "Un tavolo solo"),
        ("exchanges.exchange", str(legs[0])),
        ("exchanges.exchange", str(legs[1])),
    }
    for words in ("Un tavolo solo basta", "In biblioteca", "Aprire il tavolo entro marzo"):
        assert words in page
    assert "Un tavolo solo basta" in all_lessons


def test_a_lesson_is_not_ready_before_it_says_what_goes_into_the_plan(client, legs, placement, lea):
    client.force_login(lea)
    sent = told(visibility="programme", is_ready="on")

    answer = client.post(reverse("placements:lesson-new", args=[legs[1].pk]), sent)

    assert answer.status_code == 422
    assert "Di’ che cosa entra nel piano d’azione" in answer.text


def test_change_adaptation_follows_the_ideas_of_its_lesson(client, legs, anci, rino):
    first, second = IdeaFactory.create_batch(2, exchange=legs[0])
    adaptation = adapt_lesson(anci, legs[1], by=rino, ideas=[first], **told())

    changed = told(how="C", for_plan="D", is_ready=True, ideas=[second])
    change_adaptation(adaptation, by=rino, **changed)
    client.force_login(rino)
    form = client.get(reverse("placements:lesson-edit", args=[legs[1].pk, adaptation.pk])).context

    adaptation.refresh_from_db()
    origins = {node.ref for node in thread_of(adaptation.lesson, viewer=rino).came_from}
    assert ("exchanges.idea", str(first.pk)) not in origins
    assert ("exchanges.idea", str(second.pk)) in origins
    assert (adaptation.how, adaptation.is_ready) == ("C", True)
    assert form["form"].initial["ideas"] == [str(second.pk)]


def test_adaptations_are_read_with_their_lesson(placement, lea):
    adaptation = AdaptationFactory(placement=placement, lesson__visibility="programme")

    assert [*Adaptation.objects.visible_to(lea)] == [adaptation]
    assert [*Adaptation.objects.visible_to(AnonymousUser())] == []


def test_adaptation_cards_leave_out_those_of_private_lessons(placement):
    AdaptationFactory(placement=placement, lesson__visibility="private")
    shown = AdaptationFactory(placement=placement)

    (card,) = adaptation_cards([*Adaptation.objects.values_list("pk", flat=True)])

    assert (card.object_id, card.title, card.audiences) == (shown.pk, shown.how, {"public"})


def test_drop_lesson_takes_its_adaptation_out_of_the_thread(legs, anci, rino):
    adaptation = adapt_lesson(anci, legs[1], by=rino, **told())

    drop_lesson(adaptation.lesson, by=rino)

    assert (Adaptation.objects.count(), Link.objects.count()) == (0, 0)


def test_the_page_shows_both_legs_and_leads_to_the_next_step(client, legs, placement, torino, lea):
    client.force_login(lea)
    url = reverse("placements:detail", args=[legs[0].pk])

    def step():
        return [one for one in STEPS if one in client.get(url).text]

    first = step()
    torino.accepted_revision, torino.accepted_at = 1, "2027-01-01T12:00Z"
    torino.save()
    prepared = step()
    torino.challenge = "Tre porte"
    torino.save()
    nothing = step()
    hold(legs[0])
    share = step()
    IdeaFactory(exchange=legs[0])
    hold(legs[1])
    write = step()

    assert first == ["Torino è d’accordo?"]
    assert prepared == ["Di’ che cosa vuole imparare Torino"]
    assert nothing == []
    assert share == ["Condividi le idee del tuo diario"]
    assert write == ["Scrivi la prima lezione"]


STEPS = (
    "Torino è d’accordo?",
    "Di’ che cosa vuole imparare Torino",
    "Condividi le idee del tuo diario",
    "Scrivi la prima lezione",
)


def test_the_portfolio_tells_challenge_solutions_and_context(client, legs, placement, anci, rino):
    prepare_side(
        anci,
        challenge="Tre sportelli",
        questions=["Chi decide?"],
        context="Piccola",
        practices=[PracticeFactory(published=True, title="Sportello unico")],
        by=rino,
    )
    IdeaFactory(exchange=legs[0], text="Un tavolo solo")
    AdaptationFactory(placement=placement, for_plan="Aprire il tavolo", is_ready=True)

    page = client.get(reverse("placements:portfolio", args=[legs[0].pk])).text
    detail = client.get(reverse("placements:detail", args=[legs[0].pk])).text

    for words in ("Tre sportelli", "Chi decide?", "Piccola", "Un tavolo solo", "Aprire il tavolo"):
        assert words in page
    assert "Sportello unico" in detail


def test_tick_items_keeps_what_is_done_of_both_lists(client, placement, torino, lea):
    client.force_login(lea)
    url = reverse("placements:checklist", args=[placement.opening_id, torino.pk])

    client.post(url, {"out": ["out/tutor"], "home": ["home/diary"]})
    torino.refresh_from_db()
    page = client.get(url).text
    tick_items(torino, items=["out/tutor"], by=lea)

    assert torino.ticked == ["home/diary", "out/tutor"]
    assert page.count("checked") == 2
    assert "Indica un tutor" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_one_pair_and_for_three(django_assert_num_queries, count):
    legs = pair_of_legs()
    PlacementFactory(legs=legs)
    for number in range(count - 1):
        PlacementFactory(legs=pair_of_legs(programme=legs[0].programme, scope=f"other-{number}"))

    with django_assert_num_queries(12):
        lines = overview_of(legs[0].programme, on=datetime.date(2027, 1, 1))

    assert [line.names for line in lines] == ["Torino – ANCI"] * count


def test_the_overview_says_where_each_pair_stands(client, legs, placement):
    programme = legs[0].programme
    pair_of_legs(programme=programme, scope="open")
    told = pair_of_legs(programme=programme, scope="told")
    hold(*told)
    IdeaFactory(exchange=told[0])
    AdaptationFactory(placement=PlacementFactory(legs=told), exchange=told[1])
    half = pair_of_legs(programme=programme, scope="half")
    hold(*half)
    Document.objects.create(
        programme=programme,
        partner=half[0].seats.get(part="guest").partner,
        template="ideas",
        kind="report",
        state="handed_in",
        handed_in_at="2027-01-02T12:00Z",
        work_kind="exchanges.exchange",
        work_key=str(half[0].pk),
        asked_at="2027-01-01T12:00Z",
    )

    lines = overview_of(programme, on=datetime.date(2027, 1, 1))
    page = client.get(reverse("placements:index", args=[programme.slug])).text

    assert {line.legs[0].exchange.scope: line.standing.words for line in lines} == {
        "a+b": "accordo in preparazione",
        "open": "ancora nessun accordo",
        "told": "tutte le tappe raccontate",
        "half": "manca il resoconto: Ritorno",
    }
    assert dict(counts_of(lines))["manca il resoconto"] == 1
    assert "Torino – ANCI" in page


def test_where_it_stands_follows_the_days(legs, placement):
    def words(on, **changes):
        return overview_of(legs[0].programme, on=on)[0].standing.words

    IdeaFactory(exchange=legs[0])
    placement.agreed_at = "2027-01-01T12:00Z"
    placement.save()

    assert words(datetime.date(2027, 3, 1)) == "concordato"
    assert words(datetime.date(2027, 3, 9)) == "in corso: Andata"
    assert words(datetime.date(2027, 3, 20)) == "svolta: Andata"


def test_ask_what_became_asks_once_and_reminds_twice(legs, placement, lea, time_machine):
    hold(*legs)
    last = HOME + datetime.timedelta(days=1)
    asked = datetime.datetime.combine(last + LATER, datetime.time(12))
    told = []

    for days in (-1, 0, 1, 14, 28, 42, 100):
        time_machine.move_to(asked + datetime.timedelta(days=days))
        ask_what_became.call()
        told.append(Notification.objects.filter(to=lea).count())

    assert told == [0, 1, 1, 2, 3, 3, 3]


def test_answer_later_proves_the_adaptations_that_are_used(client, legs, placement, torino, lea):
    hold(*legs)
    adaptation = AdaptationFactory(placement=placement)
    client.force_login(lea)
    url = reverse("placements:later", args=[legs[0].pk, torino.pk])
    day = HOME + datetime.timedelta(days=1) + LATER
    waiting = [one.url for one in placements_waiting(lea, day)][-1]

    nowhere = client.post(url, {"use": "used"})
    client.post(url, {"use": "used", "where": "In biblioteca", "adaptations": [adaptation.pk]})
    again = client.post(url, {"use": "no"})

    found = FollowUp.objects.get()
    thread = thread_of(adaptation, viewer=lea)
    assert waiting == url
    assert (nowhere.status_code, again.status_code) == (422, 302)
    assert [node.work.title for node in thread.came_of_it] == ["In biblioteca"]
    assert str(found) == "Torino: si usa"
    assert not [one for one in placements_waiting(lea, day) if one.url == url]
    assert "In biblioteca" in client.get(reverse("placements:detail", args=[legs[0].pk])).text
    with pytest.raises(AlreadyAnsweredLater):
        answer_later(torino, by=lea, use="no")


def test_nobody_is_asked_while_a_leg_is_still_to_come(legs, placement):
    hold(legs[0])

    assert not asked_later(HOME + 2 * LATER).exists()


def test_merged_organisations_keep_their_sides_and_adaptations(placement, torino):
    adaptation = AdaptationFactory(placement=placement, organisation=torino.organisation)
    kept = OrganisationFactory()

    organisations_merged.send(type(kept), kept=kept, duplicate=torino.organisation)

    torino.refresh_from_db()
    adaptation.refresh_from_db()
    assert (torino.organisation, adaptation.organisation) == (kept, kept)
