"""Works handed in to the communities of the demo, and opportunities; told in ``deposits.yaml``."""

import datetime
from pathlib import Path
from typing import Any

import typst
import yaml
from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.communities.models import Community
from innesto.config.demo.people import person
from innesto.deposits.actions.guidelines import (
    add_section,
    begin_guideline,
    publish_guideline,
)
from innesto.deposits.actions.works import add_version, deposit_work, register_reuse
from innesto.deposits.models import Deposit
from innesto.deposits.tasks import look_at_version
from innesto.opportunities.actions import post_opportunity
from innesto.opportunities.models import Opportunity
from innesto.organisations.models import Organisation
from innesto.places.queries import find_place
from innesto.toolkit.letters import in_address

TOLD = Path(__file__).parent / "deposits.yaml"
OF_DEPOSIT = ("title", "language", "about", "answers", "line", "kind", "licence", "visibility")
OF_OPPORTUNITY = ("kind", "title", "about", "reach")


def hand_in_works() -> None:
    """Hand in what members of the communities made, and post what they found."""
    told = yaml.safe_load(TOLD.read_text("utf-8"))
    if not Deposit.objects.exists():
        for work in told["deposits"]:
            _deposit(work)
        for guideline in told["guidelines"]:
            _guideline(guideline)
    if not Opportunity.objects.exists():
        for one in told["opportunities"]:
            _opportunity(one)


def _community(where: list[str]) -> Community:
    programme, strand = where
    found = Community.objects.filter(programme__slug=programme, strand=strand, part_of=None)
    return found.order_by("pk")[0]


def _deposit(told: dict[str, Any]) -> None:
    community, author = _community(told["in"]), person(told["by"])
    first, *later = (_version(told, one) for one in told["versions"])
    deposit = deposit_work(
        community,
        by=author,
        organisation=Organisation.objects.filter(community_members__person=author).first(),
        version=first,
        is_example=True,
        **{name: told[name] for name in OF_DEPOSIT if name in told},
    )
    for version in later:
        add_version(deposit, by=author, **version)
    for sent in deposit.versions.exclude(file=""):
        look_at_version.call(sent.pk)
    for reuse in told.get("reuses", ()):
        body = Organisation.objects.standing().get(name=reuse["who"], kind="municipality")
        register_reuse(deposit, by=None, organisation=body, purpose=reuse["for"])


def _version(told: dict[str, Any], version: dict[str, Any]) -> dict[str, Any]:
    if "url" in version:
        return {"url": version["url"], "note": version["note"]}
    name = f"{in_address(told['title'])[:60]}.pdf"
    return {"file": ContentFile(_page(told, version["lines"]), name), "note": version["note"]}


def _page(told: dict[str, Any], lines: list[str]) -> bytes:
    """Typeset a work of one page: its title, a heading and a paragraph a line."""

    def text(words: str) -> str:
        return f'"{words}"'

    heading, *paragraphs = lines
    source = [
        f"#set document(title: {text(told['title'])})",
        f"#set text(lang: {text(told['language'])}, size: 13pt)",
        f"#heading(level: 1, {text(told['title'])})",
        f"#heading(level: 2, {text(heading)})",
        *(f"#par({text(words)})" for words in paragraphs),
    ]
    page = typst.compile("\n\n".join(source).encode())
    assert isinstance(page, bytes)
    return page


def _guideline(told: dict[str, Any]) -> None:
    sections = told["sections"]
    guideline = begin_guideline(
        _community(told["in"]),
        by=person(sections[0][0]),
        is_example=True,
        **{name: told[name] for name in ("title", "about", "language", "answers")},
    )
    for writer, heading, body in sections:
        add_section(guideline, by=person(writer), heading=heading, body=body)
    if told.get("published"):
        publish_guideline(guideline, by=None)


def _opportunity(told: dict[str, Any]) -> None:
    author = person(told["by"])
    community = _community(told["in"]) if "in" in told else None
    place = find_place(told["place"], country="IT").place if "place" in told else None
    post_opportunity(
        by=author,
        community=community,
        organisation=Organisation.objects.of(author).order_by("pk").first(),
        place=place,
        language=told.get("language", "it"),
        closes_on=timezone.localdate() + datetime.timedelta(told["closes"]),
        is_example=True,
        **{name: told[name] for name in OF_OPPORTUNITY},
    )
