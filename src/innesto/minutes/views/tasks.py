"""Pages of tasks: of a programme, one, finish, move."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.http import exchange_or_404, form_page
from innesto.minutes import rules
from innesto.minutes.actions import AlreadyDone, drop_task, finish_task, give_task, move_task
from innesto.minutes.forms import FilterForm, FinishForm, MoveForm, TaskForm
from innesto.minutes.models import Task
from innesto.minutes.queries.page import minutes_at
from innesto.minutes.queries.tasks import tasks_of
from innesto.programmes.http import programme_or_404, programme_page
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import posted, render_page, require

TAB = "minutes:detail"


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Tasks that meetings of a programme gave, the first to be done first."""
    programme = programme_or_404(request, slug)
    form = FilterForm(request.GET)
    only = form.cleaned_data["solo"] if form.is_valid() else ""
    today = timezone.localdate()
    found = tasks_of(programme, viewer=request.user, on=today, only=only)
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    lines = [(row_of(one), one.is_late(today), not one.is_open) for one in page]
    context = {"form": form, "page": page, "lines": lines, "only": only}
    return programme_page(
        request, "minutes/tasks.html", programme, context, tab="minutes:tasks", parts=("results",)
    )


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One task: whose, until when, how often moved, what came of it."""
    task = _task(request, pk)
    context = {
        "task": task,
        "moves": task.moves.select_related("by"),
        "is_late": task.is_late(timezone.localdate()),
        "may_work": task.is_open and rules.can_work_on(request.user, task),
    }
    return render_page(request, "minutes/task.html", context)


@require_http_methods(["GET", "POST"])
def give(request: SignedIn, pk: int) -> HttpResponse:
    """Give a person or a partner something to do."""
    minutes = minutes_at(exchange_or_404(request, pk), viewer=request.user)
    if minutes is None:
        raise Http404
    require(rules.can_change(request.user, minutes))
    form = TaskForm(posted(request), exchange=minutes.exchange)
    if form.is_valid():
        give_task(minutes, by=request.user, **form.cleaned_data)
        if not minutes.is_draft:
            messages.info(request, _("Its owner is told when you send the minutes round again."))
        return redirect(minutes)
    title, action = _("Give a task"), _("Give it")
    return form_page(request, minutes.exchange, form, title=title, action=action, tab=TAB)


@require_http_methods(["GET", "POST"])
def finish(request: SignedIn, pk: int) -> HttpResponse:
    """Say that a task is done."""
    task = _task(request, pk)
    require(rules.can_work_on(request.user, task))
    form = FinishForm(posted(request))
    if form.is_valid():
        try:
            finish_task(task, by=request.user, **form.cleaned_data)
        except AlreadyDone:
            messages.info(request, _("Somebody was faster: it is done already."))
        else:
            messages.success(request, _("Done. Thank you."))
        return redirect(task)
    context = {"form": form, "task": task, "title": _("It is done"), "action": _("It is done")}
    return render_page(request, "minutes/task_form.html", context)


@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Give a task another day, with the reason."""
    task = _task(request, pk)
    require(rules.can_work_on(request.user, task))
    form = MoveForm(posted(request), initial={"due_on": task.due_on})
    if form.is_valid():
        try:
            move_task(task, by=request.user, **form.cleaned_data)
        except AlreadyDone:
            messages.info(request, _("Somebody was faster: it is done already."))
        else:
            messages.success(request, _("Moved. The reason stands beside it."))
        return redirect(task)
    context = {"form": form, "task": task, "title": _("Another day"), "action": _("Move it")}
    return render_page(request, "minutes/task_form.html", context)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a task out of minutes that are not approved."""
    task = _task(request, pk)
    require(rules.can_change(request.user, task.minutes))
    drop_task(task, by=request.user)
    messages.success(request, _("The task is taken out."))
    return redirect(task.minutes)


def _task(request: SignedIn, pk: int) -> Task:
    assert isinstance(request.user, User)
    seen = Task.objects.visible_to(request.user).select_related(
        "minutes__exchange__programme", "owner", "partner__organisation", "done_by"
    )
    return get_object_or_404(seen, pk=pk)


def row_of(task: Task) -> Row:
    """Draw a task in a row."""
    done = task.done_at
    return Row(
        task.text,
        task.get_absolute_url(),
        [
            task.whose,
            _("done %(day)s") % {"day": day(timezone.localdate(done))}
            if done
            else _("until %(day)s") % {"day": day(task.due_on)},
            str(task.minutes.exchange),
        ],
        text=task.done_note,
    )
