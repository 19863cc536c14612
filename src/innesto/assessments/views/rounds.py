"""Rounds: ask many, answer, close, read the sums."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.assessments import rules
from innesto.assessments.actions import (
    RoundIsOver,
    close_assessment_round,
    join_assessment_round,
    open_assessment_round,
)
from innesto.assessments.comparing import picture_of
from innesto.assessments.forms import RoundForm
from innesto.assessments.marking import (
    FEWEST,
    OTHERS,
    Question,
    compared,
    mean_of_means,
    means,
    suggested,
    written,
)
from innesto.assessments.models import Assessment, Inquiry
from innesto.assessments.queries.questions import questions_of, themes_for
from innesto.assessments.queries.rounds import rounds_of
from innesto.assessments.queries.sheets import assessments_in, assessments_of_body
from innesto.assessments.views.own import row_of
from innesto.organisations.actions import state_need
from innesto.organisations.http import acting_organisation
from innesto.organisations.models import Organisation
from innesto.places.models import Country, SizeClass
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require

TAB = "assessments:of-programme"


@require_GET
def of_programme(request: SignedIn, slug: str) -> HttpResponse:
    """The rounds of a programme."""
    programme = programme_or_404(request, slug)
    context = {"rows": [round_row(one) for one in rounds_of(programme, request.user)]}
    return programme_page(request, "assessments/of_programme.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new_in(request: SignedIn, slug: str) -> HttpResponse:
    """Ask the people or the partners of a programme."""
    programme = coordinated(request, slug)
    form = RoundForm(
        posted(request),
        viewer=request.user,
        themes=themes_for(request.user, programme),
        earlier=Inquiry.objects.filter(programme=programme).order_by("-opened_at"),
        for_body=False,
    )
    if form.is_valid():
        round_ = open_assessment_round(by=request.user, programme=programme, **form.cleaned_data)
        messages.success(request, _("Asked. It waits on their desks."))
        return redirect(round_)
    return form_page(
        request, programme, form, title=_("Ask for self-assessments"), action=_("Ask"), tab=TAB
    )


@require_GET
def of_body(request: SignedIn, slug: str) -> HttpResponse:
    """What an organisation said of itself, and the rounds among its people."""
    organisation = _body(request, slug)
    require(organisation.memberships.current().filter(person=request.user).exists())
    context = {
        "organisation": organisation,
        "rows": [row_of(one) for one in assessments_of_body(organisation, request.user)[:50]],
        "rounds": [round_row(one) for one in rounds_of(organisation, request.user)],
        "may_assess": rules.can_assess_body(request.user, organisation),
        "fewest": FEWEST,
        "way_back": _to_body(organisation),
    }
    return render_page(request, "assessments/of_body.html", context)


@require_http_methods(["GET", "POST"])
def ask_staff(request: SignedIn, slug: str) -> HttpResponse:
    """Ask the people of an organisation; only sums come back."""
    organisation = _body(request, slug)
    require(rules.can_assess_body(request.user, organisation))
    form = RoundForm(
        posted(request),
        viewer=request.user,
        themes=themes_for(request.user),
        earlier=Inquiry.objects.filter(organisation=organisation).order_by("-opened_at"),
        for_body=True,
    )
    if form.is_valid():
        round_ = open_assessment_round(
            by=request.user, organisation=organisation, **form.cleaned_data
        )
        messages.success(request, _("Asked. It waits on their desks."))
        return redirect(round_)
    context = {
        "form": form,
        "title": _("Ask your colleagues"),
        "lead": _(
            "You will see sums only, once at least %(fewest)d have answered and the round is "
            "closed. Never who said what."
        )
        % {"fewest": FEWEST},
        "action": _("Ask"),
        "back": address_of("assessments:of-body", slug),
        "draft": None,
        "way_back": _to_body(organisation),
    }
    return render_page(request, "assessments/form.html", context)


def _body(request: SignedIn, slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)


def _to_body(organisation: Organisation) -> list[Link]:
    return [Link(organisation.name, organisation.get_absolute_url())]


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """A round: what is asked, who sees what, and once it is closed its sums."""
    round_ = _round(request, pk)
    user = request.user
    may_run = rules.can_run(user, round_)
    mine = Assessment.objects.filter(round=round_)
    mine = mine.filter(person=user) if round_.is_of_persons else mine.visible_to(user)
    questions = questions_of(round_)
    context = {
        "round": round_,
        "owner": round_.programme or round_.organisation,
        "may_run": may_run,
        "is_asked": Inquiry.objects.asking(user).filter(pk=pk).exists(),
        "is_open": not round_.is_closed and round_.closes_on >= timezone.localdate(),
        "mine": mine.first() if round_.is_of_persons else None,
        "answered": mine_count(round_),
        "fewest": FEWEST,
        "way_back": [Link(_("Self-assessments"), address_of("assessments:index"))],
        "bodies": [row_of(one) for one in assessments_in(round_, user)]
        if not round_.is_of_persons
        else [],
        **_sums(round_, questions, may_run=may_run),
    }
    return render_page(request, "assessments/round.html", context)


def mine_count(round_: Inquiry) -> int:
    """Return how many have answered so far."""
    return Assessment.objects.finished().filter(round=round_).count()


def _sums(round_: Inquiry, questions: Sequence[Question], *, may_run: bool) -> dict[str, Any]:
    """Return the sums as the page draws them; nothing while the round is open."""
    sums = round_.sums
    found: dict[str, Any] = {"rows": [], "picture": None, "groups": [], "suggestion": None}
    if "questions" not in sums or not (may_run or not round_.is_of_persons):
        return found
    after = means(sums["questions"])
    before = means(round_.follows.sums.get("questions", {})) if round_.follows else {}
    rows = compared(questions, before, after)
    figure = mean_of_means(after)
    highest = max((one.highest for one in questions), default=0)
    found |= {"rows": rows, "picture": picture_of(rows), "figure": written(figure)}
    found["groups"] = [
        (_("By country"), _grouped(sums.get("country", {}), _country_names())),
        (_("By size of the municipality"), _grouped(sums.get("size", {}), dict(SizeClass.choices))),
    ]
    if round_.organisation and round_.theme:
        suggestion = suggested(figure, highest)
        found["suggestion"] = suggestion if suggestion and suggestion.kind == "need" else None
    return found


def _grouped(groups: Mapping[str, Any], names: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    words = {OTHERS: _("all others"), **names}
    return [
        (str(words.get(key, key)), group["answered"], written(_figure(group["questions"])))
        for key, group in groups.items()
    ]


def _figure(counts: Mapping[str, Mapping[str, int]]) -> Fraction | None:
    return mean_of_means(means(counts))


def _country_names() -> dict[str, str]:
    return {one.pk: one.name for one in Country.objects.all()}


@require_POST
def join(request: SignedIn, pk: int) -> HttpResponse:
    """Answer a round, for oneself or for the body one acts for."""
    round_ = _round(request, pk)
    require(Inquiry.objects.asking(request.user).filter(pk=pk).exists())
    organisation = None if round_.is_of_persons else acting_organisation(request)
    if organisation is None and not round_.is_of_persons:
        raise Http404
    if organisation:
        require(rules.can_assess_body(request.user, organisation))
    try:
        assessment = join_assessment_round(round_, by=request.user, organisation=organisation)
    except RoundIsOver:
        messages.info(request, _("It is over: nothing can be changed any more."))
        return redirect(round_)
    return redirect(assessment)


@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Close a round and make its sums."""
    round_ = _round(request, pk)
    require(rules.can_run(request.user, round_))
    try:
        close_assessment_round(round_, by=request.user)
    except RoundIsOver:
        messages.info(request, _("A colleague was faster: it is closed."))
    else:
        messages.success(request, _("Closed. The sums are below."))
    return redirect(round_)


@require_POST
def state(request: SignedIn, pk: int) -> HttpResponse:
    """State the need that the gaps of an organisation's people suggest."""
    round_ = _round(request, pk)
    require(rules.can_run(request.user, round_))
    suggestion = _sums(round_, questions_of(round_), may_run=True)["suggestion"]
    if suggestion is None or round_.organisation is None or round_.theme is None:
        raise Http404
    state_need(
        round_.organisation,
        round_.theme,
        level=suggestion.level,
        by=request.user,
        question=_("From a self-assessment of our people, %(day)s.")
        % {"day": day(timezone.localdate(round_.closed_at))},
    )
    messages.success(request, _("Added to what your organisation wants to learn."))
    return redirect(round_.organisation)


def _round(request: SignedIn, pk: int) -> Inquiry:
    seen = Inquiry.objects.visible_to(request.user).select_related(
        "programme", "organisation", "framework", "curriculum", "theme", "follows"
    )
    return get_object_or_404(seen, pk=pk)


def round_row(round_: Inquiry) -> Row:
    """Draw a round in a row."""
    count: int = getattr(round_, "answered_count", 0)
    about = round_.curriculum or round_.framework or round_.theme
    return Row(
        round_.title,
        round_.get_absolute_url(),
        [
            str(about),
            round_.get_of_display(),
            ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count},
            _("closed")
            if round_.is_closed
            else _("until %(day)s") % {"day": day(round_.closes_on)},
        ],
    )
