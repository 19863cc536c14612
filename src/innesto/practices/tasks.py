"""What happens after the commit: people are told."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.notifications.actions import notify
from innesto.practices.models import (
    Adoption,
    DeadLink,
    FollowUp,
    Practice,
    Question,
    Translation,
)
from innesto.practices.queries.people import (
    authors_of,
    coordinators_of,
    followers_of,
    owners_of,
    referents_of,
    sides_of,
)
from innesto.practices.queries.sheets import addresses_in
from innesto.practices.queries.translating import originals_of
from innesto.practices.sheet import RICH
from innesto.practices.translating import translated
from innesto.practices.web_links import trouble_with
from innesto.search.actions import hand_in
from innesto.toolkit.annotations import StrPromise
from innesto.toolkit.outside import NoSuchName, NotAsked
from innesto.toolkit.rich_text import clean

PORTION = 30
"""Sheets whose addresses are asked at once."""

ASKED_AGAIN_AFTER = timedelta(days=7)

TITLES: dict[str, StrPromise] = {
    "practice_submitted": _("“{title}” waits for you to look at it"),
    "practice_changes": _("“{title}”: changes are asked"),
    "practice_refused": _("“{title}” is refused"),
    "practice_published": _("“{title}” is published"),
    "practice_validated": _("“{title}” is validated by an expert"),
    "practice_opinion": _("“{title}”: an expert gave an opinion"),
    "practice_archived": _("“{title}” is in the archive"),
    "practice_check_due": _("“{title}” is to be checked: is it still alive?"),
}

NEWS: dict[str, StrPromise] = {
    "alive": _("“{title}” was checked: it is alive"),
    "changed": _("“{title}” was checked: it is alive, but changed"),
    "ended": _("“{title}” has ended"),
    "archived": _("“{title}” is in the archive"),
    "adopted": _("{who} adopted “{title}”"),
    "answered": _("A question on “{title}” is answered"),
}

MOVES: dict[str, StrPromise] = {
    "asked": _("{who} asks to take “{title}” home"),
    "agreed": _("{who} and “{title}”: the other side agreed"),
    "understand": _("{who} begins to understand “{title}”"),
    "adapt": _("{who} adapts “{title}”"),
    "reuse": _("{who} re-uses “{title}”"),
    "done": _("{who} adopted “{title}”"),
    "paused": _("{who} pauses with “{title}”"),
    "resumed": _("{who} goes on with “{title}”"),
    "withdrawn": _("{who} withdraws from “{title}”"),
    "declined": _("The request of {who} for “{title}” is declined"),
    "handed": _("“{title}” in {who} is in other hands"),
}


@task
def tell_about(practice_id: int, kind: str, key: str) -> None:
    """Tell authors, or who decides, where a sheet stands."""
    practice = Practice.objects.select_related("programme", "organisation").get(pk=practice_id)
    decides = kind == "practice_submitted"
    people = coordinators_of(practice.programme) if decides else owners_of(practice)
    notify(
        people if decides or kind == "practice_check_due" else authors_of(practice),
        kind=kind,
        key=key,
        title=format_lazy(TITLES[kind], title=practice.title),
        body=practice.reason,
        url=practice.get_absolute_url(),
        about=practice,
    )


@task
def tell_sides(adoption_id: int, what: str, key: str, by: int | None = None) -> None:
    """Tell the others in an adoption what one of them did."""
    adoption = Adoption.objects.select_related("practice__organisation", "organisation").get(
        pk=adoption_id
    )
    asked = what == "asked"
    people = owners_of(adoption.practice) if asked else sides_of(adoption)
    if asked and adoption.adviser:
        people = sides_of(adoption)
    notify(
        people.exclude(pk__in=[by]),
        kind="adoption_asked" if asked else "adoption_moved",
        key=key,
        title=format_lazy(MOVES[what], who=adoption.organisation, title=adoption.practice.title),
        body=adoption.motive if asked else adoption.reason,
        url=adoption.get_absolute_url(),
        about=adoption,
    )


@task
def remind() -> None:
    """Ask for what is due today: checks of practices, and what became of adoptions. Once each."""
    today = timezone.localdate()
    for practice in Practice.objects.overdue(today).select_related("organisation", "programme"):
        notify(
            owners_of(practice),
            kind="practice_check_due",
            key=f"check-{practice.pk}-{practice.next_check_on}",
            title=format_lazy(TITLES["practice_check_due"], title=practice.title),
            url=reverse("practices:check", args=[practice.slug]),
            about=practice,
        )
    due = FollowUp.objects.filter(answered_on=None, due_on__lte=today)
    for follow_up in due.select_related("adoption__practice", "adoption__lead"):
        adoption = follow_up.adoption
        lead = [adoption.lead] if adoption.lead else []
        notify(
            lead or referents_of(adoption.organisation),
            kind="follow_up_due",
            key=f"follow-up-{follow_up.pk}",
            title=format_lazy(
                _("What became of “{title}” after {months} months?"),
                title=adoption.practice.title,
                months=follow_up.months,
            ),
            url=reverse("practices:follow-up", args=[follow_up.pk]),
            about=adoption,
        )


@task
def look_at_links() -> None:
    """Ask a few sheets' addresses whether they still lead somewhere, the longest unasked first.

    Marks what is certainly gone. When nothing at all answers, there is no network: nothing is
    learned, and the same sheets come again.
    """
    if settings.LINKS == "off":
        return
    now = timezone.now()
    old = Q(links_looked_at=None) | Q(links_looked_at__lt=now - ASKED_AGAIN_AFTER)
    portion = Practice.objects.living().filter(old)
    portion = portion.order_by(F("links_looked_at").asc(nulls_first=True), "pk")[:PORTION]
    found = {practice: _troubles(practice) for practice in portion}
    answers = [answer for asked in found.values() for answer in asked.values()]
    if answers and not any(answer in {"", DeadLink.Trouble.GONE} for answer in answers):
        return
    for practice, asked in found.items():
        troubles = {url: trouble for url, trouble in asked.items() if trouble}
        practice.dead_links.exclude(url__in=troubles).delete()
        for url, trouble in troubles.items():
            practice.dead_links.update_or_create(
                url=url,
                defaults={"trouble": trouble},
                create_defaults={"trouble": trouble, "since": timezone.localdate(now)},
            )
        Practice.objects.filter(pk=practice.pk).update(links_looked_at=now)


def _troubles(practice: Practice) -> dict[str, str | None]:
    """Return what is wrong with each address of a sheet; None where nothing was learned."""
    found: dict[str, str | None] = {}
    for url in addresses_in(practice):
        try:
            found[url] = trouble_with(url)
        except NoSuchName:
            found[url] = DeadLink.Trouble.NO_NAME
        except NotAsked:
            found[url] = None
    return found


@task
def translate_by_machine(practice_id: int, language: str, by: int | None) -> None:
    """Put a machine's translation beside the original, and never in the place of a person's."""
    practice = Practice.objects.select_related("programme").get(pk=practice_id)
    texts = {original.key: original.text for original in originals_of(practice)}
    said = translated(texts, source=practice.language, target=language)
    kept = {name: clean(text) if name in RICH else text for name, text in said.items()}
    with transaction.atomic():
        found = Translation.objects.filter(practice=practice, language=language).first()
        if found and found.origin != Translation.Origin.MACHINE:
            return
        Translation.objects.update_or_create(
            practice=practice,
            language=language,
            defaults={
                "texts": kept,
                "origin": Translation.Origin.MACHINE,
                "revision": practice.revision,
                "by_id": by,
                "at": timezone.now(),
            },
        )
        record(
            "practice_translated",
            practice,
            by=User.objects.filter(pk=by).first() if by else None,
            within=practice.programme,
            language=language,
            origin=Translation.Origin.MACHINE,
        )
        hand_in("practice", practice.pk)


@task
def tell_followers(practice_id: int, what: str, key: str, who: str = "") -> None:
    """Tell those who follow a practice what became of it."""
    practice = Practice.objects.get(pk=practice_id)
    notify(
        followers_of(practice),
        kind="followed_practice",
        key=key,
        title=format_lazy(NEWS[what], title=practice.title, who=who),
        url=practice.get_absolute_url(),
        about=practice,
    )


@task
def tell_proposal(practice_id: int, kind: str) -> None:
    """Tell the municipality that somebody proposes, or the proposer what it answered."""
    practice = Practice.objects.select_related("organisation", "proposed_to").get(pk=practice_id)
    proposed = kind == "practice_proposed"
    words = {
        "practice_proposed": _("{who} proposes “{title}”"),
        "proposal_endorsed": _("{town} endorses “{title}”"),
        "proposal_declined": _("{town} declines “{title}”"),
    }
    author = [practice.author] if practice.author else []
    notify(
        referents_of(practice.proposed_to) if proposed else author,
        kind=kind,
        key=f"{kind}-{practice.pk}",
        title=format_lazy(
            words[kind], who=practice.proposer, town=practice.proposed_to, title=practice.title
        ),
        body=practice.strapline if proposed else practice.reason,
        url=practice.get_absolute_url(),
        about=practice,
    )


@task
def tell_question(question_id: int) -> None:
    """Tell the authors that somebody asks."""
    _tell_question(question_id, "question_asked")


@task
def tell_answer(question_id: int) -> None:
    """Tell whoever asked that there is an answer."""
    _tell_question(question_id, "question_answered")


def _tell_question(question_id: int, kind: str) -> None:
    question = Question.objects.select_related("practice__organisation", "asked_by").get(
        pk=question_id
    )
    practice = question.practice
    asked = kind == "question_asked"
    words = {
        "question_asked": _("Somebody asks about “{title}”"),
        "question_answered": _("Your question on “{title}” is answered"),
    }
    asker = [question.asked_by] if question.asked_by else []
    notify(
        owners_of(practice) if asked else asker,
        kind=kind,
        key=f"question-{question.pk}-{kind}",
        title=format_lazy(words[kind], title=practice.title),
        body=question.text if asked else question.answer,
        url=reverse("practices:story", args=[practice.slug]),
        about=question,
    )
