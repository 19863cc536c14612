"""The call of a conference, what was sent in, and how it is chosen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.contributions import rules
from innesto.contributions.actions import (
    AskedAlready,
    CallIsClosed,
    DecidedAlready,
    IsPartial,
    OnAgendaAlready,
    ask_reviewer,
    assess_contribution,
    change_contribution,
    decide_contribution,
    open_call,
    put_on_agenda,
    send_contribution,
    withdraw_contribution,
)
from innesto.contributions.forms import (
    AssessmentForm,
    CallForm,
    ContributionForm,
    DecisionForm,
    ReviewerForm,
)
from innesto.contributions.models import Assessment, Contribution, ContributionCall
from innesto.contributions.queries import (
    accepted_at,
    authors_named,
    call_of,
    calls_for_contributions,
    mine_at,
    standings_of,
    to_review,
    who_may_review,
)
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.queries.cases import practices_to_name
from innesto.organisations.http import acting_organisation
from innesto.programmes.rules import can_coordinate
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import posted, require

TAB = "contributions:index"


@require_GET
@login_not_required
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The call, what was accepted, and what waits for the reader."""
    exchange = exchange_or_404(request, pk)
    if not calls_for_contributions(exchange):
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    found = call_of(exchange)
    leads = user is not None and can_coordinate(user, exchange.programme)
    today = timezone.localdate()
    context = {
        "call": found,
        "is_open": bool(found and found.is_open(today)),
        "is_to_come": bool(found and today < found.opens_on),
        "rows": [row_of(one) for one in accepted_at(exchange, viewer=request.user)],
        "mine": mine_at(exchange, user) if user else (),
        "owed": to_review(user, exchange) if user else (),
        "standings": standings_of(found) if found and leads else (),
        "may_call": user is not None and rules.can_call(user, exchange),
    }
    return exchange_page(request, "contributions/index.html", exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def call(request: SignedIn, pk: int) -> HttpResponse:
    """Call for contributions, or change the call."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_call(request.user, exchange))
    found = call_of(exchange) or ContributionCall(exchange=exchange)
    form = CallForm(posted(request), instance=found)
    if form.is_valid():
        open_call(exchange, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("contributions:index", pk)
    title = _("Call for contributions")
    return form_page(request, exchange, form, title=title, action=_("Save"), tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, pk: int) -> HttpResponse:
    """Send a contribution; it is kept while one writes."""
    exchange = exchange_or_404(request, pk)
    found = get_object_or_404(
        ContributionCall.objects.select_related("exchange"), exchange=exchange
    )
    require(rules.can_send(request.user, found, on=timezone.localdate()))
    draft = drafting(request.user, "contributions:new", str(pk), title=str(exchange))
    form = ContributionForm(
        posted(request),
        instance=Contribution(call=found),
        kinds=found.kinds,
        practices=practices_to_name(exchange, by=request.user),
        initial={"language": request.user.language} | draft.initial,
    )
    if form.is_valid():
        try:
            contribution = send_contribution(
                found,
                by=request.user,
                organisation=acting_organisation(request),
                **form.cleaned_data,
            )
        except CallIsClosed:
            messages.error(request, _("The call closed while you wrote."))
            return redirect("contributions:index", pk)
        draft.drop()
        messages.success(request, _("Sent. You can change it until the call closes."))
        return redirect(contribution)
    return form_page(
        request,
        exchange,
        form,
        title=_("Send a contribution"),
        action=_("Send it"),
        tab=TAB,
        draft=draft,
    )


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One contribution, with what the reader may know and do."""
    contribution = _readable(request, pk)
    user = request.user if isinstance(request.user, User) else None
    sees_authors = user is None or rules.can_see_authors(user, contribution)
    may_decide = user is not None and rules.can_decide(user, contribution)
    given = contribution.assessments.select_related("reviewer")
    context = {
        "contribution": contribution,
        "authors": authors_named(contribution) if sees_authors else (),
        "body": contribution.organisation if sees_authors else None,
        "assessments": given if may_decide else (),
        "own": given.filter(reviewer=user).first() if user else None,
        "may_decide": may_decide,
        "may_change": user is not None
        and rules.can_change(user, contribution, on=timezone.localdate()),
        "may_withdraw": user is not None and rules.can_withdraw(user, contribution),
    }
    exchange = contribution.call.exchange
    return exchange_page(request, "contributions/detail.html", exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change what was sent, while the call is open."""
    contribution = _readable(request, pk)
    require(rules.can_change(request.user, contribution, on=timezone.localdate()))
    kinds = contribution.call.kinds
    form = ContributionForm(posted(request), instance=contribution, kinds=kinds)
    if form.is_valid():
        try:
            change_contribution(contribution, by=request.user, **form.cleaned_data)
        except DecidedAlready:
            messages.info(request, _("It was decided meanwhile."))
        else:
            messages.success(request, _("Saved."))
        return redirect(contribution)
    return _asked(request, contribution, form, _("Change the contribution"), _("Save"))


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take a contribution back."""
    contribution = _readable(request, pk)
    require(rules.can_withdraw(request.user, contribution))
    withdraw_contribution(contribution, by=request.user)
    messages.success(request, _("Withdrawn."))
    return redirect("contributions:index", contribution.call.exchange_id)


@require_http_methods(["GET", "POST"])
def reviewer(request: SignedIn, pk: int) -> HttpResponse:
    """Ask somebody to review."""
    contribution = _decided_by(request, pk)
    form = ReviewerForm(posted(request), people=who_may_review(contribution))
    if form.is_valid():
        try:
            ask_reviewer(contribution, form.cleaned_data["reviewer"], by=request.user)
        except (DecidedAlready, IsPartial, AskedAlready):
            messages.info(request, _("Something changed meanwhile. Look again."))
        else:
            messages.success(request, _("Asked: the person is told."))
        return redirect(contribution)
    lead = _("Nobody is offered who wrote it, or who acts for their organisation.")
    return _asked(request, contribution, form, _("Who reviews?"), _("Ask"), lead=lead)


@require_http_methods(["GET", "POST"])
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Give points and words."""
    found = Assessment.objects.filter(
        contribution__in=Contribution.objects.visible_to(request.user)
    ).select_related("contribution__call__exchange__programme__call")
    assessment = get_object_or_404(found, pk=pk)
    require(rules.can_review(request.user, assessment))
    contribution = assessment.contribution
    criteria = contribution.call.criteria
    given = {f"criterion_{at}": assessment.points.get(word) for at, word in enumerate(criteria)}
    form = AssessmentForm(
        posted(request), criteria=criteria, initial={**given, "words": assessment.words}
    )
    if form.is_valid():
        try:
            assess_contribution(
                assessment,
                points=form.points,
                words=form.cleaned_data["words"],
                by=request.user,
            )
        except (DecidedAlready, IsPartial):
            messages.info(request, _("It was decided meanwhile."))
        else:
            messages.success(request, _("Thank you. You can change it until the decision."))
        return redirect(contribution)
    lead = contribution.summary
    return _asked(request, contribution, form, contribution.title, _("Send the review"), lead=lead)


@require_http_methods(["GET", "POST"])
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Accept or decline."""
    contribution = _decided_by(request, pk)
    form = DecisionForm(posted(request))
    if form.is_valid():
        try:
            decide_contribution(contribution, by=request.user, **form.cleaned_data)
        except DecidedAlready:
            messages.info(request, _("It was decided meanwhile."))
        else:
            messages.success(request, _("Decided: who sent it is told."))
        return redirect(contribution)
    return _asked(request, contribution, form, _("What do you decide?"), _("Decide"))


@require_POST
def schedule(request: SignedIn, pk: int) -> HttpResponse:
    """Make a session of it."""
    contribution = _decided_by(request, pk)
    try:
        block = put_on_agenda(contribution, by=request.user)
    except (DecidedAlready, OnAgendaAlready):
        messages.info(request, _("It is on the agenda already, or was not accepted."))
        return redirect(contribution)
    messages.success(request, _("On the agenda, after the last session. Now give it its hour."))
    return redirect(block)


def _readable(request: HttpRequest, pk: int) -> Contribution:
    found = Contribution.objects.visible_to(request.user).select_related(
        "call__exchange__programme__call", "call__exchange__plan", "organisation", "by", "block"
    )
    return get_object_or_404(found, pk=pk)


def _decided_by(request: SignedIn, pk: int) -> Contribution:
    contribution = _readable(request, pk)
    require(rules.can_decide(request.user, contribution))
    return contribution


def _asked(
    request: SignedIn,
    contribution: Contribution,
    form: BaseForm,
    title: str,
    action: str,
    *,
    lead: str = "",
) -> HttpResponse:
    """Draw a form about a contribution."""
    return form_page(
        request,
        contribution.call.exchange,
        form,
        title=title,
        action=action,
        tab=TAB,
        lead=lead or contribution.title,
        back=address_of("contributions:detail", contribution.pk),
    )


def row_of(contribution: Contribution) -> Row:
    """Draw an accepted contribution in a row."""
    authors = [author.name for author in contribution.authors.all()]
    sender = [contribution.by.name] if contribution.by else []
    return Row(
        contribution.title,
        contribution.get_absolute_url(),
        [
            contribution.kind,
            ", ".join([*sender, *authors]),
            contribution.organisation.name if contribution.organisation else "",
        ],
        text=contribution.summary[:240],
        language=contribution.language,
    )
