"""Staff exchanges of the demo, told in ``placements.yaml``: one lived whole, others on the way."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.config.demo.practices.past import noon_of
from innesto.exchanges.actions.ideas import note_idea
from innesto.exchanges.models import Exchange, Idea
from innesto.organisations.models import Office, Organisation
from innesto.outcomes.models import Lesson
from innesto.placements.actions.agreement import (
    accept_agreement,
    begin_placement,
    name_delegate,
    set_side,
    write_agreement,
)
from innesto.placements.actions.diary import keep_note, share_note
from innesto.placements.actions.lessons import adapt_lesson
from innesto.placements.actions.preparing import prepare_side
from innesto.placements.models import Adaptation, Note, Placement, Side
from innesto.programmes.models import Programme

type Told = dict[str, Any]

TOLD = Path(__file__).parent / "placements.yaml"
LIVED = "Città di Torino"
BEFORE = datetime.timedelta(days=40)
"""So long before the first leg the agreement was made."""


def exchange_staff() -> None:
    """Let Torino and Cuneo live both legs, and show others at every stage."""
    programme = Programme.objects.filter(slug="connection").first()
    if programme is None or Placement.objects.exists():
        return
    told = yaml.safe_load(TOLD.read_text("utf-8"))
    legs = _legs(programme, LIVED)
    if legs:
        placement = begin_placement(legs[0], by=person("lea"))
        _agree(placement, told)
        ideas = _live(placement, legs, told["notes"])
        _learn(placement, legs[-1], told["lessons"], ideas)
    for other in told["others"]:
        _other(programme, other)


def _legs(programme: Programme, city: str) -> list[Exchange]:
    """Return the legs of a city in their order."""
    legs = programme.exchanges.exclude(leg="").filter(seats__partner__organisation__name=city)
    return list(legs.select_related("programme").order_by("starts_on", "pk"))


def _agree(placement: Placement, told: Told) -> None:
    """Write the agreement, say who takes part, and let both sides say yes, before the first leg."""
    lea = person("lea")
    write_agreement(placement, by=lea, **told["terms"])
    for name, said in told["sides"].items():
        side = placement.sides.get(partner__organisation__name=name)
        body = Organisation.objects.standing().filter(name=said.get("town", name))
        town = body.filter(offices__name__in=said["offices"]).first() or side.organisation
        offices = {one.name: one for one in Office.objects.filter(organisation=town)}
        set_side(
            side,
            organisation=town,
            offices=[offices[name] for name in said["offices"] if name in offices],
            by=lea,
        )
        for one in said["people"]:
            user = person(one["user"]) if "user" in one else None
            name_delegate(
                side,
                part=one["part"],
                name=user.name if user else one["name"],
                user=user,
                office=offices.get(one.get("office", "")),
                by=lea,
            )
        prepare_side(
            side,
            challenge=said["challenge"],
            questions=said["questions"],
            context=said["context"],
            practices=(),
            by=lea,
        )
    placement.refresh_from_db()
    for key, name in (("lea", LIVED), ("carla", "ANCI Piemonte")):
        side = placement.sides.get(partner__organisation__name=name)
        accept_agreement(side, revision=placement.revision, by=person(key))
    made = noon_of(placement.opening.starts_on - BEFORE)
    placement.versions.update(at=made)
    placement.sides.update(accepted_at=made)
    Placement.objects.filter(pk=placement.pk).update(begun_at=made, agreed_at=made)


def _live(placement: Placement, legs: list[Exchange], notes: list[Told]) -> list[Idea]:
    """Write the diary of both legs; return the ideas that came of shared notes."""
    ideas = []
    for told in notes:
        author, leg = person(told["by"]), legs[told["leg"] - 1]
        at = noon_of(leg.starts_on + datetime.timedelta(days=told["day"]))
        note = keep_note(
            _side(placement, author),
            leg,
            by=author,
            text=told["text"],
            block=told["block"],
            choice=told.get("choice", ""),
            written_at=at,
        )
        Note.objects.filter(pk=note.pk).update(at=at)
        if told.get("shared"):
            note = share_note(note, by=author)
            Note.objects.filter(pk=note.pk).update(shared_at=at)
            if note.idea:
                Idea.objects.filter(pk=note.idea.pk).update(at=at)
                ideas.append(note.idea)
    return ideas


def _side(placement: Placement, author: User) -> Side:
    side = placement.sides.filter(delegates__user=author).first()
    assert side
    return side


def _learn(placement: Placement, leg: Exchange, lessons: list[Told], ideas: list[Idea]) -> None:
    carla = person("carla")
    for told in lessons:
        adaptation = adapt_lesson(
            _side(placement, carla),
            leg,
            by=carla,
            sentence=told["text"],
            how=told["adaptation"],
            visibility=Lesson.Visibility.PUBLIC,
            language="it",
            for_plan=told.get("for_plan", ""),
            is_ready=told.get("ready", False),
            ideas=[ideas[number] for number in told["ideas"]],
        )
        at = noon_of(leg.ends_on)
        Adaptation.objects.filter(pk=adaptation.pk).update(at=at)
        Lesson.objects.filter(pk=adaptation.lesson_id).update(written_at=at)


def _other(programme: Programme, told: Told) -> None:
    """Show a pair on its way: legs put off by weeks from today, ideas noted, agreement begun."""
    legs = _legs(programme, told["city"])
    for number, weeks in told.get("later", {}).items():
        if number <= len(legs):
            _put_off(legs[number - 1], weeks)
    for idea in told.get("ideas", ()):
        home = Organisation.objects.standing().get(name=idea["for"])
        note_idea(legs[idea["leg"] - 1], home, by=person("ada"), text=idea["text"])
    if told.get("begun") and legs:
        begin_placement(legs[0], by=person("ada"))


def _put_off(leg: Exchange, weeks: int) -> None:
    """Let a leg be still to come, as if it had been planned for then."""
    today = timezone.localdate()
    monday = today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(weeks=weeks)
    last = monday + (leg.ends_on - leg.starts_on)
    Exchange.objects.filter(pk=leg.pk).update(
        starts_on=monday, ends_on=last, state=Exchange.State.CONFIRMED
    )
