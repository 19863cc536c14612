"""Phases, dates and the logic tree of a programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.programmes.actions.calendar import (
    BeforeTheLastOne,
    NothingMoves,
    NotLater,
    enter_phase,
    extend_deadline,
    shift_milestone,
    write_up_phase,
)
from innesto.programmes.actions.logic import record_actual
from innesto.programmes.forms.calendar import (
    ActualForm,
    ExtensionForm,
    PhaseForm,
    PhaseRecordsForm,
    ShiftForm,
)
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Milestone, Partner, Programme
from innesto.programmes.queries.course import (
    dated_lines,
    logic_tree,
    milestone_title,
    partners_without_phase,
    phase_courses,
)
from innesto.programmes.queries.deadlines import deadline_lines, deadline_of
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of, reader_language
from innesto.toolkit.dates import day as say_day
from innesto.toolkit.http import posted


@require_GET
@login_not_required
def phases(request: HttpRequest, slug: str) -> HttpResponse:
    """Phases in order, and where each partner stands."""
    programme = programme_or_404(request, slug)
    blueprint = blueprint_of(programme)
    language = reader_language()
    per_partner = any(phase.per_partner for phase in blueprint.phases)
    context = {
        "courses": phase_courses(programme, blueprint, language),
        "waiting": _waiting(request, programme) if per_partner else None,
    }
    return programme_page(
        request, "programmes/phases.html", programme, context, tab="programmes:phases"
    )


@require_http_methods(["GET", "POST"])
def phase_new(request: SignedIn, slug: str) -> HttpResponse:
    """Note that the programme, or a partner, enters a phase."""
    programme = coordinated(request, slug)
    form = PhaseForm(
        posted(request),
        programme=programme,
        phases=labels_of(blueprint_of(programme)).phases,
        initial={"on": timezone.localdate(), "partner": _asked_partner(request, programme)},
    )
    if form.is_valid():
        try:
            enter_phase(programme, **form.cleaned_data, by=request.user)
        except BeforeTheLastOne:
            form.add_error("on", _("The phase that is open now began later than that."))
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:phases", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("A phase begins"),
        lead=_("The phase that was open ends on the same day."),
        action=_("Note it"),
        tab="programmes:phases",
    )


@require_http_methods(["GET", "POST"])
def phase_records(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Write down what a phase brought."""
    programme = coordinated(request, slug)
    entry = get_object_or_404(
        programme.phase_entries.select_related("partner__organisation"), pk=pk
    )
    blueprint = blueprint_of(programme)
    phase = next((one for one in blueprint.phases if one.key == entry.phase), None)
    language = reader_language()
    asked = [text.read(language) for text in phase.records] if phase else []
    known = {f"record_{number}": words for number, words in enumerate(entry.records)}
    form = PhaseRecordsForm(posted(request), asked=asked, initial={"note": entry.note, **known})
    if form.is_valid():
        write_up_phase(
            entry, note=form.cleaned_data["note"], records=form.records(), by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("programmes:phases", slug)
    return form_page(
        request,
        programme,
        form,
        title=phase.label.read(language) if phase else entry.phase,
        lead=entry.partner.organisation.name if entry.partner else programme.name,
        action=_("Save"),
        tab="programmes:phases",
    )


@require_GET
@login_not_required
def dates(request: HttpRequest, slug: str) -> HttpResponse:
    """Dates, what they hang on, and every move they made."""
    programme = programme_or_404(request, slug)
    lines = dated_lines(programme, blueprint_of(programme), reader_language())
    context = {
        "lines": lines,
        "deadlines": deadline_lines(programme, reader_language()),
        "today": timezone.localdate(),
    }
    return programme_page(
        request, "programmes/dates.html", programme, context, tab="programmes:dates"
    )


@require_http_methods(["GET", "POST"])
def date_shift(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Move a date, with the reason."""
    programme = coordinated(request, slug)
    milestone = get_object_or_404(programme.milestones, pk=pk)
    form = ShiftForm(posted(request), blueprint=blueprint_of(programme))
    if form.is_valid():
        try:
            shift_milestone(milestone, **form.cleaned_data, by=request.user)
        except NothingMoves:
            form.add_error("moment", _("This is the date it has already."))
        else:
            messages.success(request, _("Moved. The history keeps the date it had."))
            return redirect("programmes:dates", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("Move a date"),
        lead=_moved(milestone),
        action=_("Move it"),
        tab="programmes:dates",
    )


def _moved(milestone: Milestone) -> str:
    """Say which date is moved, and where it stands."""
    title = milestone_title(milestone)
    return f"{title}: {say_day(milestone.on)}" if milestone.on else title


@require_http_methods(["GET", "POST"])
def extension(request: SignedIn, slug: str, rule: str) -> HttpResponse:
    """Extend a deadline, with the reason; ``?subject=`` and ``?name=`` say for whom."""
    programme = coordinated(request, slug)
    subject = request.GET.get("subject", "")[:220]
    line = deadline_of(programme, rule, subject, reader_language())
    if line is None:
        raise Http404
    name = line.for_whom or request.GET.get("name", "")[:250]
    form = ExtensionForm(posted(request))
    if form.is_valid():
        try:
            extend_deadline(
                programme,
                rule,
                **form.cleaned_data,
                subject=subject,
                subject_name=name,
                due=line.first_due,
                by=request.user,
            )
        except NotLater as refused:
            words = _("The deadline is %(due)s: the new one comes later.")
            form.add_error("until", words % {"due": say_day(refused.due)})
        else:
            messages.success(request, _("Extended. The history keeps every deadline it had."))
            return redirect("programmes:dates", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("Extend a deadline"),
        lead=": ".join(words for words in (line.title, name) if words),
        action=_("Extend it"),
        tab="programmes:dates",
    )


@require_GET
@login_not_required
def logic(request: HttpRequest, slug: str) -> HttpResponse:
    """From what is done to what it changes, planned beside actual."""
    programme = programme_or_404(request, slug)
    branches = logic_tree(programme, blueprint_of(programme), reader_language())
    return programme_page(
        request,
        "programmes/logic.html",
        programme,
        {"branches": branches},
        tab="programmes:logic",
    )


@require_http_methods(["GET", "POST"])
def logic_record(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Write down what came of a branch."""
    programme = coordinated(request, slug)
    node = get_object_or_404(programme.logic_nodes, pk=pk)
    initial = {"actual": node.actual, "outcome": node.outcome, "source": node.source}
    form = ActualForm(posted(request), initial=initial)
    if form.is_valid():
        record_actual(node, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("programmes:logic", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("What came of it?"),
        lead=node.label,
        action=_("Save"),
        tab="programmes:logic",
    )


def _waiting(request: HttpRequest, programme: Programme) -> Page[Partner]:
    """Return a page of the partners of which no phase is known."""
    waiting = partners_without_phase(programme)
    return Paginator(waiting, per_page=25).get_page(request.GET.get("page"))


def _asked_partner(request: HttpRequest, programme: Programme) -> Partner | None:
    """Return the partner whose link was followed to the form."""
    asked = request.GET.get("partner", "")
    present = programme.partners.present().select_related("organisation")
    return present.filter(pk=asked).first() if asked.isdecimal() else None
