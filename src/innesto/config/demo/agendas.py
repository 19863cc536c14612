"""Agendas, speakers, questions and a conference; told in ``agendas.yaml``."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.actions.asking import answer_in_room, put_question, want_to_know
from innesto.agendas.actions.blocks import (
    begin_agenda,
    begin_discussion,
    change_block,
    keep_result,
    show_practice,
)
from innesto.agendas.actions.people import add_material, form_team, name_speaker
from innesto.agendas.actions.profiles import offer_to_speak
from innesto.agendas.models import Block, Profile
from innesto.communities.models import Community
from innesto.config.demo.people import person
from innesto.contributions.actions import (
    ask_reviewer,
    assess_contribution,
    decide_contribution,
    open_call,
    put_on_agenda,
    send_contribution,
)
from innesto.contributions.models import ContributionCall
from innesto.exchanges.actions.making import What, Who, make_exchange
from innesto.exchanges.models import Exchange, When
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.programmes.models import Partner, Programme
from innesto.themes.models import Theme

TOLD = Path(__file__).parent / "agendas.yaml"
SHOWN = ("place", "about")
BEFOREHAND = datetime.timedelta(days=120)
"""So far ahead is the conference."""


def make_agendas() -> None:
    """Put speakers into the directory, write agendas, ask, and call for a conference."""
    if Block.objects.exists():
        return
    told = yaml.safe_load(TOLD.read_text("utf-8"))
    for speaker in told["speakers"]:
        _offer(speaker)
    for agenda in told["agendas"]:
        exchange = _exchange(*agenda["at"])
        if exchange is not None:
            _write(exchange, agenda)
    _confer(**told["conference"])


def _offer(speaker: dict[str, Any]) -> None:
    key, themes, fields = speaker.pop("person"), speaker.pop("themes"), speaker
    chosen = Theme.objects.filter(scheme__key="data-theme", key__in=themes)
    offer_to_speak(by=person(key), themes=[*chosen], is_example=True, **fields)


def _exchange(slug: str, format_: str, scope: str, number: int) -> Exchange | None:
    found = Exchange.objects.standing().filter(programme__slug=slug, format=format_)
    return found.filter(scope=scope).order_by("starts_on", "pk")[number : number + 1].first()


def _write(exchange: Exchange, agenda: dict[str, Any]) -> None:
    leader = person(agenda["by"])
    blocks = [block for block in begin_agenda(exchange, by=leader) if not block.is_break]
    for block, told in zip(blocks, agenda["sessions"], strict=False):
        _tell(block, told, by=leader)
    for question in agenda.get("questions", ()):
        _ask(exchange, question, by=leader)


def _tell(block: Block, told: dict[str, Any], *, by: User) -> None:
    block = change_block(block, by=by, **{name: told[name] for name in SHOWN if name in told})
    for key, name, as_what in told.get("speakers", ()):
        known = person(key) if key else None
        profile = Profile.objects.filter(person=known).first() if known else None
        name_speaker(block, name=name, person=known, profile=profile, as_what=as_what, by=by)
    for title, url in told.get("materials", ()):
        add_material(block, title=title, url=url, by=by)
    for practice in Practice.objects.filter(slug__in=told.get("practices", ())):
        show_practice(block, practice, by=by)
    for team in told.get("teams", ()):
        form_team(block, by=by, **team)
    if "result" in told:
        keep_result(block, result=told["result"], by=by)
    rooms = Community.objects.filter(programme=block.exchange.programme).order_by("pk")
    if "discuss" in told and (community := rooms.first()):
        begin_discussion(block, community, text=told["discuss"], language="it", by=by)


def _ask(exchange: Exchange, told: dict[str, Any], *, by: User) -> None:
    slug = told.get("practice", "")
    question = put_question(
        exchange,
        by=None,
        visitor="demo",
        text=told["text"],
        asker=told.get("asker", ""),
        origin=told.get("origin", "online"),
        practice=Practice.objects.filter(slug=slug).first(),
        is_trusted=not told.get("waits"),
    )
    for number in range(told.get("votes", 0)):
        want_to_know(question, by=None, visitor=f"demo-{number}")
    if "answer" in told:
        answer_in_room(question, answer=told["answer"], by=by)


def _confer(*, programme: str, host: str, contributions: list[dict[str, Any]], **call: Any) -> None:
    today, leader = timezone.localdate(), person("ada")
    whole = Programme.objects.get(slug=programme)
    partner = Partner.objects.filter(programme=whole, organisation__name__startswith=host).first()
    day = today + BEFOREHAND
    fixed = whole.exchanges.standing().filter(format="european-conference").order_by("pk").first()
    exchange = fixed or make_exchange(
        whole,
        what=What(format="european-conference"),
        when=When(
            starts_on=day,
            ends_on=day + datetime.timedelta(days=1),
            half_days=4,
            zone="Europe/Rome",
            mode=Exchange.Mode.HYBRID,
            venue=host,
        ),
        who=Who(host=partner),
        by=leader,
    )
    opened = open_call(
        exchange,
        opens_on=today - datetime.timedelta(days=20),
        closes_on=today + datetime.timedelta(days=25),
        by=leader,
        **call,
    )
    for one in contributions:
        _contribute(opened, leader=leader, **one)


def _contribute(
    call: ContributionCall,
    *,
    leader: User,
    by: str,
    practice: str = "",
    reviews: list[list[Any]] | None = None,
    accepts: bool = False,
    **fields: Any,
) -> None:
    sender = person(by)
    contribution = send_contribution(
        call,
        by=sender,
        organisation=Organisation.objects.of(sender).order_by("pk").first(),
        practice=Practice.objects.filter(slug=practice).first(),
        language="it",
        is_example=True,
        **fields,
    )
    for key, points, words in reviews or ():
        assessment = ask_reviewer(contribution, person(key), by=leader)
        given = dict(zip(call.criteria, points, strict=True))
        assess_contribution(assessment, points=given, words=words, by=assessment.reviewer)
    if accepts:
        decide_contribution(contribution, accepts=True, by=leader)
        put_on_agenda(contribution, by=leader)
