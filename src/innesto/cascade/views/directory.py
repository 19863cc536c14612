"""The directory of trainers: find one, and be found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.cascade import rules
from innesto.cascade.actions.directory import leave_trainers, offer_to_train
from innesto.cascade.forms import TrainerFilterForm, TrainerForm
from innesto.cascade.http import row_of
from innesto.cascade.models import Trainer
from innesto.cascade.queries.directory import trainer_list
from innesto.cascade.queries.log import trainings_given
from innesto.organisations.http import acting_organisation
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.languages import language_name


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Who can be asked to train, by words, theme, language, country, and whether they travel."""
    form = TrainerFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = trainer_list(
        viewer=request.user,
        words=asked.get("q", ""),
        theme=asked.get("tema", ""),
        language=asked.get("lingua", ""),
        country=asked.get("paese", ""),
        travels=bool(asked.get("viaggia")),
        online=bool(asked.get("online")),
    )
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [_row(trainer) for trainer in page]}
    return render_page(request, "cascade/trainers.html", context, parts=("results",))


@require_GET
@login_not_required
def trainer(request: HttpRequest, pk: int) -> HttpResponse:
    """What a trainer says of themselves, and what they gave."""
    found = Trainer.objects.visible_to(request.user)
    page = get_object_or_404(
        found.select_related("person", "organisation", "place").prefetch_related("themes"), pk=pk
    )
    user = request.user
    given = trainings_given(page.person, viewer=user).filter(withdrawn_at=None)
    rows = [
        (_("Trains on"), ", ".join(str(theme) for theme in page.themes.all())),
        (_("In"), ", ".join(language_name(code) for code in page.languages)),
        (_("Starts from"), page.place),
        (_("Travels"), _("yes") if page.travels else _("no")),
        (_("Trains online"), _("yes") if page.trains_online else _("no")),
    ]
    context = {
        "trainer": page,
        "rows": rows,
        "given": [row_of(one, with_trainer=False) for one in given[:50]],
        "may_change": isinstance(user, User) and rules.can_change_page(user, page),
        "crumbs_up": [Link(_("Trainers"), address_of("cascade:trainers"))],
    }
    return render_page(request, "cascade/trainer.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: SignedIn) -> HttpResponse:
    """Put oneself into the directory, or change what stands there."""
    require(rules.can_be_found(request.user))
    mine = Trainer.objects.filter(person=request.user).select_related("place").first()
    draft = drafting(request.user, "cascade:offer", title=_("Your page as a trainer"))
    initial = {"languages": [request.user.language]} if mine is None else {}
    form = TrainerForm(
        posted(request),
        instance=mine or Trainer(person=request.user),
        initial=initial | draft.initial,
    )
    if form.is_valid():
        body = acting_organisation(request)
        page = offer_to_train(by=request.user, organisation=body, **form.page)
        draft.drop()
        messages.success(request, _("You are in the directory. You can leave it at any time."))
        return redirect(page)
    context = {
        "form": form,
        "draft": draft,
        "title": _("Your page as a trainer"),
        "lead": _("Whoever looks for a trainer finds you here. You leave when you wish."),
        "action": _("Be found"),
        "back": mine.get_absolute_url() if mine else address_of("cascade:trainers"),
        "crumbs_up": [Link(_("Trainers"), address_of("cascade:trainers"))],
    }
    return render_page(request, "cascade/form.html", context)


@require_POST
def leave(request: SignedIn) -> HttpResponse:
    """Take oneself out of the directory."""
    page = get_object_or_404(Trainer, person=request.user)
    leave_trainers(page, by=request.user)
    messages.success(request, _("Nobody finds you here any more. What you gave stays in the log."))
    return redirect("cascade:trainers")


def _row(trainer: Trainer) -> Row:
    return Row(
        trainer.person,
        trainer.get_absolute_url(),
        [
            trainer.organisation.name if trainer.organisation else "",
            trainer.place or "",
            ", ".join(language_name(code) for code in trainer.languages),
            _("willing to travel") if trainer.travels else "",
            _("trains online too") if trainer.trains_online else "",
        ],
        text=trainer.headline,
    )
