"""Pages of a training: read it, log it, correct it, take it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.cascade import rules
from innesto.cascade.actions.trainings import (
    AlreadyWithdrawn,
    change_training,
    log_training,
    withdraw_training,
)
from innesto.cascade.forms import LoggingForm, SessionForm, TestimonyForm, TrainingForm
from innesto.cascade.grafting import GrowsFromItself
from innesto.cascade.http import row_of
from innesto.cascade.models import Evidence, Trainee, Training
from innesto.cascade.queries.log import groups_of, trainings_attended, trainings_given
from innesto.lineage.queries.thread import bonds_of
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import days
from innesto.toolkit.drafting import drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.languages import language_name
from innesto.toolkit.templatetags.ui import number

LOADED = (
    *("trainer", "programme__call", "organisation", "office", "place"),
    *("learned_at__trainer",),
)


@require_GET
def log(request: SignedIn) -> HttpResponse:
    """What one gave, and where one was trained."""
    user = request.user
    given = trainings_given(user, viewer=user)
    page = Paginator(given, per_page=25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [row_of(one, with_trainer=False) for one in page],
        "attended": list(trainings_attended(user)[:50]),
        "may_train": rules.can_train(user),
        "may_hold": rules.can_hold_session(user),
        "crumbs_up": [Link(_("Trainers"), address_of("cascade:trainers"))],
    }
    return render_page(request, "cascade/log.html", context)


@require_GET
@login_not_required
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """One training: who was there, what proves it, where it comes from."""
    found = _readable(request, pk)
    user = request.user
    groups = groups_of(found, viewer=user)
    witnesses = list(found.witnesses.select_related("person"))
    asked = [one for one in witnesses if one.person_id == user.pk and one.is_asked]
    context = {
        "training": found,
        "rows": _facts(found),
        "groups": groups,
        "confirmed": sum(one.confirmed for one in groups),
        "told": sum(one.group.headcount for one in groups),
        "own": _own_presence(user, found),
        "witnesses": witnesses,
        "testimony": TestimonyForm() if asked else None,
        "evidence": list(Evidence.objects.visible_to(user).filter(training=found)),
        "proofs": found.evidence.count(),
        "bonds": bonds_of(found, viewer=user),
        "passed_on": list(
            Training.objects.visible_to(user)
            .standing()
            .filter(learned_at=found)
            .select_related("trainer")
            .order_by("starts_on", "pk")
        ),
        "may_change": isinstance(user, User) and rules.can_change_training(user, found),
        "crumbs_up": _up(found),
    }
    return render_page(request, "cascade/training.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Log a training one gave to others."""
    require(rules.can_train(request.user))
    return _new(request, TrainingForm, Training.Kind.TRAINING)


@require_http_methods(["GET", "POST"])
def new_session(request: SignedIn) -> HttpResponse:
    """Log a session one held in one's own house."""
    require(rules.can_hold_session(request.user))
    return _new(request, SessionForm, Training.Kind.SESSION)


def _new(request: SignedIn, form_of: type[LoggingForm], kind: Training.Kind) -> HttpResponse:
    draft = drafting(request.user, f"cascade:new-{kind}", title=str(kind.label))
    today = timezone.localdate()
    initial = {"language": request.user.language, "starts_on": today, "ends_on": today}
    form = form_of(posted(request), trainer=request.user, initial=initial | draft.initial)
    if form.is_valid():
        found = log_training(by=request.user, kind=kind, **form.told)
        draft.drop()
        messages.success(request, _("Logged. Now say who was there."))
        return redirect("cascade:group-new", found.pk)
    is_session = kind == Training.Kind.SESSION
    title = _("Log an in-house session") if is_session else _("Log a training")
    lead = (
        _("What you passed on in your own house, and who was there. A colleague confirms it.")
        if is_session
        else _("What you gave to others, when and where. Next you say who was there.")
    )
    back = address_of("cascade:log")
    return _form(request, form, title=title, lead=lead, action=_("Log it"), back=back, draft=draft)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Correct what was logged."""
    found = _own(request, pk)
    form_of = SessionForm if found.is_session else TrainingForm
    programme = str(found.programme_id or "")
    form = form_of(
        posted(request), instance=found, trainer=request.user, initial={"programme": programme}
    )
    if form.is_valid():
        found.refresh_from_db()  # the form wrote its answers into it
        try:
            change_training(found, by=request.user, **form.told)
        except GrowsFromItself:
            form.add_error("learned_at", _("That training came out of this one."))
        except AlreadyWithdrawn:
            return redirect(found)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    title, back = _("Change"), found.get_absolute_url()
    return _form(request, form, title=title, lead="", action=_("Save"), back=back, draft=None)


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take a training out of the log."""
    found = _own(request, pk)
    try:
        withdraw_training(found, by=request.user)
    except AlreadyWithdrawn:
        messages.info(request, _("It was taken back already."))
    else:
        messages.success(request, _("Taken back. It counts no more."))
    return redirect(found)


def _form(request: SignedIn, form: LoggingForm, **context: Any) -> HttpResponse:
    up = [
        Link(_("Trainers"), address_of("cascade:trainers")),
        Link(_("Your trainings"), address_of("cascade:log")),
    ]
    return render_page(request, "cascade/form.html", {**context, "form": form, "crumbs_up": up})


def _readable(request: HttpRequest, pk: int) -> Training:
    found = Training.objects.visible_to(request.user).select_related(*LOADED)
    return get_object_or_404(found.prefetch_related("themes"), pk=pk)


def _own(request: SignedIn, pk: int) -> Training:
    found = _readable(request, pk)
    require(rules.can_change_training(request.user, found))
    return found


def _up(found: Training) -> list[Link]:
    if found.programme is None:
        return [Link(_("Trainers"), address_of("cascade:trainers"))]
    programme = found.programme
    return [
        Link(programme.name, programme.get_absolute_url()),
        Link(_("Trainings"), address_of("cascade:of-programme", programme.slug)),
    ]


def _own_presence(user: User | AnonymousUser, found: Training) -> Trainee | None:
    if not isinstance(user, User):
        return None
    return found.trainees.filter(person=user).first()


def _facts(found: Training) -> list[tuple[str, Any]]:
    role = ""
    if found.role and found.programme:
        roles = labels_of(blueprint_of(found.programme)).person_roles
        role = roles.get(found.role, found.role)
    where = ", ".join(str(one) for one in (found.place, found.get_mode_display()) if one)
    rows = [
        (_("Trainer"), found.trainer),
        (_("As"), role),
        (_("When"), days(found.starts_on, found.ends_on)),
        (_("Hours"), number(found.hours.normalize())),
        (_("Where"), where),
        (_("Language"), language_name(found.language)),
        (_("Organised by"), found.organisation or ""),
        (_("Office"), found.office or ""),
        (_("Themes"), ", ".join(str(theme) for theme in found.themes.all())),
    ]
    return [(label, value) for label, value in rows if value]
