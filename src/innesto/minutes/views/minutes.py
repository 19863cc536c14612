"""Pages of minutes: read, write, decide, send round, remark, approve, publish, print."""

from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange
from innesto.minutes import rules
from innesto.minutes.actions import (
    AlreadyApproved,
    NotApproved,
    NotSent,
    approve_minutes,
    circulate_minutes,
    drop_decision,
    note_decision,
    publish_minutes,
    remark_on_minutes,
    write_minutes,
)
from innesto.minutes.forms import CirculateForm, DecisionForm, MinutesForm, RemarkForm
from innesto.minutes.models import Decision, Minutes
from innesto.minutes.queries.page import minutes_at, minutes_document, minutes_page
from innesto.minutes.queries.people import proposed
from innesto.minutes.queries.tasks import carried_over
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require
from innesto.toolkit.paper.ask import printed

TAB = "minutes:detail"
PAPER = Path(__file__).parent.parent / "paper" / "minutes.typ"
TIME_FOR_REMARKS = timedelta(days=14)


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of an exchange, or that there are none yet."""
    exchange = exchange_or_404(request, pk)
    user = request.user
    minutes = minutes_at(exchange, viewer=user)
    may_write = isinstance(user, User) and rules.can_write(user, exchange)
    context = {
        "minutes": minutes,
        "page": minutes_page(minutes, on=timezone.localdate()) if minutes else None,
        "earlier": carried_over(exchange, viewer=user) if may_write else [],
        "may_write": may_write,
        "may_change": may_write and minutes is not None and not minutes.is_approved,
        "may_remark": isinstance(user, User)
        and minutes is not None
        and rules.can_remark(user, minutes),
    }
    return exchange_page(request, "minutes/detail.html", exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def write(request: SignedIn, pk: int) -> HttpResponse:
    """Write the minutes, live or after; what is typed is kept meanwhile."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_write(request.user, exchange))
    minutes = minutes_at(exchange, viewer=request.user)
    draft = drafting(
        request.user,
        "minutes:write",
        str(pk),
        title=_("Minutes of %(exchange)s") % {"exchange": exchange},
    )
    initial = _initial(exchange, minutes, request.user) | draft.initial
    form = MinutesForm(posted(request), exchange=exchange, initial=initial)
    if form.is_valid():
        try:
            minutes = write_minutes(exchange, by=request.user, **form.cleaned_data)
        except AlreadyApproved:
            messages.info(request, _("The minutes are approved: they are not changed any more."))
        else:
            draft.drop()
            messages.success(request, _("Saved. Now note what was decided and who does what."))
        return redirect(TAB, pk)
    lead = _("Only who runs the exchange reads them until you send them round.")
    return form_page(
        request,
        exchange,
        form,
        title=_("Write the minutes"),
        lead=lead,
        action=_("Save"),
        tab=TAB,
        draft=draft,
    )


def _initial(exchange: Exchange, minutes: Minutes | None, user: User) -> dict[str, object]:
    if minutes is None:
        return {"language": user.language, "present": [one.pk for one in proposed(exchange)]}
    present = list(minutes.present.all())
    return {
        "text": minutes.text,
        "language": minutes.language,
        "present": [one.person_id for one in present if one.person_id],
        "others": "\n".join(one.name for one in present if not one.person_id),
    }


@require_http_methods(["GET", "POST"])
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Note a decision."""
    minutes = _changeable(request, pk)
    form = DecisionForm(posted(request))
    if form.is_valid():
        try:
            note_decision(minutes, by=request.user, **form.cleaned_data)
        except AlreadyApproved:
            messages.info(request, _("The minutes are approved: they are not changed any more."))
        return redirect(minutes)
    title, action = _("Note a decision"), _("Note it")
    return form_page(request, minutes.exchange, form, title=title, action=action, tab=TAB)


@require_POST
def undecide(request: SignedIn, pk: int) -> HttpResponse:
    """Take a decision out."""
    seen = Minutes.objects.visible_to(request.user)
    found = Decision.objects.filter(minutes__in=seen.values("pk"))
    decision = get_object_or_404(found.select_related("minutes__exchange__programme"), pk=pk)
    require(rules.can_change(request.user, decision.minutes))
    drop_decision(decision, by=request.user)
    messages.success(request, _("The decision is taken out."))
    return redirect(decision.minutes)


@require_http_methods(["GET", "POST"])
def circulate(request: SignedIn, pk: int) -> HttpResponse:
    """Send the minutes round for remarks."""
    minutes = _changeable(request, pk)
    until = timezone.localdate() + TIME_FOR_REMARKS
    form = CirculateForm(posted(request), initial={"remarks_until": until})
    if form.is_valid():
        try:
            circulate_minutes(minutes, by=request.user, **form.cleaned_data)
        except AlreadyApproved:
            messages.info(request, _("The minutes are approved: they are not changed any more."))
        else:
            messages.success(request, _("Sent. Tasks are on the desks of their owners."))
        return redirect(minutes)
    return form_page(
        request,
        minutes.exchange,
        form,
        title=_("Send the minutes round"),
        lead=_(
            "Who was there, and who hears for the partners, reads them and may remark. This "
            "version is kept as it is."
        ),
        action=_("Send them round"),
        tab=TAB,
    )


@require_http_methods(["GET", "POST"])
def remark(request: SignedIn, pk: int) -> HttpResponse:
    """Remark on minutes that went round, or say that they are right."""
    minutes = _readable(request, pk)
    require(rules.can_remark(request.user, minutes))
    form = RemarkForm(posted(request))
    if form.is_valid():
        try:
            remark_on_minutes(minutes, by=request.user, **form.cleaned_data)
        except NotSent:
            messages.info(request, _("They were approved meanwhile."))
        else:
            messages.success(request, _("Thank you. Who writes the minutes reads it."))
        return redirect(minutes)
    title, action = _("Are the minutes right?"), _("Send")
    return form_page(request, minutes.exchange, form, title=title, action=action, tab=TAB)


@require_POST
def approve(request: SignedIn, pk: int) -> HttpResponse:
    """Approve the minutes."""
    minutes = _readable(request, pk)
    require(rules.can_write(request.user, minutes.exchange))
    try:
        approve_minutes(minutes, by=request.user)
    except NotSent:
        messages.info(request, _("Send them round first."))
    else:
        messages.success(request, _("Approved. Nothing of them is changed any more."))
    return redirect(minutes)


@require_POST
def publish(request: SignedIn, pk: int) -> HttpResponse:
    """Let everyone read approved minutes, or the programme alone again."""
    minutes = _readable(request, pk)
    require(rules.can_write(request.user, minutes.exchange))
    try:
        publish_minutes(minutes, by=request.user, is_public=not minutes.is_public)
    except NotApproved:
        messages.info(request, _("Approve them first."))
    else:
        messages.success(request, _("Saved."))
    return redirect(minutes)


@require_GET
@login_not_required
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The minutes as they went round once."""
    minutes = _readable(request, pk)
    found = get_object_or_404(minutes.versions.select_related("by"), number=number)
    context = {"minutes": minutes, "version": found}
    return exchange_page(request, "minutes/version.html", minutes.exchange, context, tab=TAB)


@require_GET
@login_not_required
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a tagged PDF."""
    minutes = _readable(request, pk)
    address = request.build_absolute_uri(minutes.get_absolute_url())
    content = printed(PAPER, minutes_document(minutes, address=address))
    name = slugify(minutes.title)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _readable(request: HttpRequest, pk: int) -> Minutes:
    exchange = exchange_or_404(request, pk)
    minutes = minutes_at(exchange, viewer=request.user)
    if minutes is None:
        raise Http404
    return minutes


def _changeable(request: SignedIn, pk: int) -> Minutes:
    minutes = _readable(request, pk)
    require(rules.can_change(request.user, minutes))
    return minutes
