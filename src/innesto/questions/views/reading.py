"""Questions of a community in a list, and one with all that became of it."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.communities.http import community_page, open_community_or_404
from innesto.communities.models import Community
from innesto.communities.rules import can_offer
from innesto.questions import rules
from innesto.questions.forms.asking import CommentForm
from innesto.questions.models import Question
from innesto.questions.queries.desk import Figures, desk_of, figures_of
from innesto.questions.queries.page import asker_of, said_to, steps_of
from innesto.questions.queries.register import (
    FILTERS,
    article_list,
    question_at,
    question_list,
    question_of,
    themes_asked,
)
from innesto.toolkit.dates import moment
from innesto.toolkit.drawing import Row, drawn_state
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404

TAB = "questions:index"


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked in a community, and how the desk keeps its promise."""
    community = open_community_or_404(request, slug)
    user, now = _person(request), timezone.now()
    state, theme = request.GET.get("state", ""), request.GET.get("theme", "")
    found = question_list(community, viewer=request.user, at=now, state=state, theme=theme)
    page = Paginator(found, per_page=20).get_page(request.GET.get("page"))
    knows = rules.knows_askers(user, community)
    desk = desk_of(community)
    context = {
        "page": page,
        "rows": [_row(one, user, now, knows_askers=knows) for one in page],
        "promise": in_days(desk.promised_days),
        "figures": _counted(figures_of(community, at=now)),
        "states": _states(request),
        "themes": themes_asked(community),
        "state": state,
        "theme": theme,
        "is_narrowed": bool(state or theme),
        "articles": [_article(one) for one in article_list(community, viewer=request.user)[:5]],
        "may_ask": user is not None and rules.can_ask(user, community),
    }
    return community_page(
        request, "questions/index.html", community, context, tab=TAB, parts=("results",)
    )


@require_GET
@login_not_required
def detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One question: who has it in hand, what was answered, how far it went."""
    question = one_or_404(question_of(slug, number, viewer=request.user))
    community = question.community
    user, now = _person(request), timezone.now()
    knows = rules.knows_askers(user, community)
    is_known = rules.may_know_asker(user, question, knows_askers=knows)
    answers, comments = said_to(question, viewer=request.user, is_known=is_known)
    holder = question.holder(now)
    context = {
        "question": question,
        "asker": asker_of(question, is_known=is_known),
        "shows_place": is_known,
        "mark": mark_of(question, now),
        "holder": holder,
        "taken_share": _share_of_lease(question, now),
        "answers": answers,
        "comments": comments,
        "steps": steps_of(question),
        "is_late": question.is_open and now > question.due_at,
        "goes_further": question.is_open and question.stage < Question.Stage.REVIEW,
        "comment_form": CommentForm(prefix="comment"),
        "article": _visible_article(request, question),
        "is_mine": user is not None and question.asker_id == user.pk,
        "may_share": user is not None and not question.stays_inside and can_offer(user, community),
        **_may(user, question, now),
    }
    return community_page(request, "questions/detail.html", community, context, tab=TAB)


def readable(request: HttpRequest, community: Community, number: int) -> Question:
    """Return the question if the person may read it."""
    return one_or_404(question_at(number, community=community, viewer=request.user))


def in_days(count: int) -> str:
    """Write the promise: «5 days»."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def mark_of(question: Question, at: datetime) -> str:
    """Draw how a question stands."""
    if question.archived_at:
        return drawn_state("plain", _("put away"), icon="folder")
    if question.is_solved:
        return drawn_state("ok", _("solved"))
    if question.locked_at:
        return drawn_state("plain", _("locked"), icon="lock")
    if not question.is_open:
        return drawn_state("brand", _("answered"), icon="comment")
    if question.holder(at):
        return drawn_state("brand", _("in hand"), icon="clock")
    if at > question.due_at:
        return drawn_state("warn", _("late"))
    return drawn_state("plain", _("waits for an answer"))


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _may(user: User | None, question: Question, at: datetime) -> dict[str, bool]:
    """Return what the reader may do, for the buttons of the page."""
    if user is None:
        return dict.fromkeys(
            (
                *("may_take", "may_keep", "may_answer", "may_accept", "may_reopen"),
                *("may_escalate", "may_agree", "may_shut", "may_write", "may_change"),
            ),
            False,
        )
    held = question.holder(at) is not None
    return {
        "may_take": rules.can_take(user, question) and not held,
        "may_keep": rules.can_keep(user, question, at=at),
        "may_answer": rules.can_give_answer(user, question),
        "may_accept": rules.can_accept(user, question, at=at),
        "may_reopen": rules.can_reopen(user, question),
        "may_escalate": rules.can_escalate(user, question, at=at),
        "may_agree": rules.can_agree(user, question),
        "may_shut": rules.can_shut(user, question),
        "may_write": rules.can_begin_article(user, question),
        "may_change": rules.can_change(user, question),
    }


def _row(question: Question, user: User | None, at: datetime, *, knows_askers: bool) -> Row:
    is_known = rules.may_know_asker(user, question, knows_askers=knows_askers)
    answered: int = question.answered  # type: ignore[attr-defined]
    return Row(
        question.title,
        question.get_absolute_url(),
        [
            mark_of(question, at),
            asker_of(question, is_known=is_known),
            question.theme or "",
            moment(question.asked_at),
            ngettext("%(count)d answer", "%(count)d answers", answered) % {"count": answered}
            if answered
            else "",
            _("urgent") if question.urgency == Question.Urgency.HIGH and question.is_open else "",
            question.get_kind_display() if question.kind != Question.Kind.QUESTION else "",
        ],
    )


def _article(article: object) -> Link:
    title = str(article)
    is_out = getattr(article, "published_at", None) is not None
    return Link(
        title if is_out else _("%(title)s (draft)") % {"title": title},
        article.get_absolute_url(),  # type: ignore[attr-defined]
    )


def _visible_article(request: HttpRequest, question: Question) -> object | None:
    found = article_list(question.community, viewer=request.user)
    return found.filter(question=question).first()


def _states(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the ways to narrow the list; «asked by me» needs a person."""
    return [
        (key, str(label))
        for key, label in FILTERS.items()
        if key != "mine" or request.user.is_authenticated
    ]


def _counted(figures: Figures) -> list[tuple[str, str]]:
    """Write the real figures; what nothing is known of is left out."""
    said = []
    if figures.median is not None:
        hours = round(figures.median.total_seconds() / 3600)
        waited = (
            in_days(round(hours / 24))
            if hours >= 48
            else ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
        )
        said.append((_("Half of the answers came within"), waited))
    if figures.due:
        said.append(
            (
                _("Answered within the promise"),
                _("%(part)d of %(whole)d") % {"part": figures.kept, "whole": figures.due},
            )
        )
    if figures.answered:
        said.append(
            (
                _("First answered by a peer"),
                _("%(part)d of %(whole)d") % {"part": figures.by_peers, "whole": figures.answered},
            )
        )
    return said


def _share_of_lease(question: Question, at: datetime) -> int | None:
    """Return how much of the time is over, in percent, while somebody has it in hand."""
    if not question.holder(at) or question.taken_at is None or question.taken_until is None:
        return None
    whole = (question.taken_until - question.taken_at).total_seconds()
    return round(100 * (at - question.taken_at).total_seconds() / whole)
