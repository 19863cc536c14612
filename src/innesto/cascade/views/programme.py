"""The trainings of a programme: who passes it on, how far it has come, who keeps the log."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.cascade import rules
from innesto.cascade.actions.directory import name_steward, review_log
from innesto.cascade.forms import ReviewForm, StewardForm
from innesto.cascade.http import row_of
from innesto.cascade.models import Stewardship
from innesto.cascade.queries.ambassadors import casts_of
from innesto.cascade.queries.log import trainings_of
from innesto.cascade.queries.tree import drawing_of, reach_of, tree_of
from innesto.programmes.http import form_page, programme_or_404, programme_page
from innesto.programmes.models import Participant, Programme
from innesto.toolkit.http import posted, require

TAB = "cascade:of-programme"
A_YEAR = 365  # days


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Who goes on training, who is missing, how many were reached, and the log."""
    programme = programme_or_404(request, slug)
    user = request.user
    page = Paginator(trainings_of(programme, viewer=user), per_page=25).get_page(
        request.GET.get("page")
    )
    named = set(Participant.objects.visible_to(user).filter(programme=programme).values_list("pk"))
    context = {
        "casts": casts_of(programme),
        "shows_names": bool(named),
        "reach": reach_of(programme),
        "page": page,
        "rows": [row_of(one) for one in page],
        "stewardship": _stewardship(programme),
        "may_train": isinstance(user, User) and rules.can_train(user),
        "may_hold": isinstance(user, User) and rules.can_hold_session(user),
        "may_name": isinstance(user, User) and rules.can_name_steward(user, programme),
        "may_review": isinstance(user, User) and rules.can_review(user, programme),
        "is_over": programme.state in {Programme.State.ENDED, Programme.State.ARCHIVED},
    }
    return programme_page(request, "cascade/of_programme.html", programme, context, tab=TAB)


@require_GET
@login_not_required
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    """Who trained whom, generation by generation."""
    programme = programme_or_404(request, slug)
    found = tree_of(programme, viewer=request.user)
    picture = drawing_of(programme, found)
    context = {
        "tree": found,
        "picture": picture,
        "thread": picture.thread if picture else None,
        "casts": casts_of(programme),
        "reach": reach_of(programme),
    }
    return programme_page(request, "cascade/tree.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def steward(request: SignedIn, slug: str) -> HttpResponse:
    """Say who keeps the log alive."""
    programme = programme_or_404(request, slug)
    require(rules.can_name_steward(request.user, programme))
    before = _stewardship(programme)
    people = User.objects.filter(
        Q(pk__in=programme.participants.current().values("user")) | Q(pk=request.user.pk),
        is_active=True,
    ).order_by("name", "pk")
    later = timezone.localdate() + datetime.timedelta(days=A_YEAR)
    initial = {"steward": before.steward_id if before else None, "review_on": later}
    form = StewardForm(posted(request), people=people, initial=initial)
    if form.is_valid():
        answers = form.cleaned_data
        name_steward(programme, answers["steward"], review_on=answers["review_on"], by=request.user)
        messages.success(request, _("The log has somebody who keeps it alive."))
        return redirect(TAB, slug)
    title = _("Who keeps the log of trainings?")
    lead = _("Trainings go on when the programme is over: one person looks at the log then.")
    return form_page(
        request, programme, form, title=title, lead=lead, action=_("Name them"), tab=TAB
    )


@require_http_methods(["GET", "POST"])
def review(request: SignedIn, slug: str) -> HttpResponse:
    """Write what was found at a look at the log."""
    programme = programme_or_404(request, slug)
    require(rules.can_review(request.user, programme))
    found = get_object_or_404(Stewardship.objects.filter(programme=programme))
    later = timezone.localdate() + datetime.timedelta(days=A_YEAR)
    form = ReviewForm(posted(request), initial={"review_on": later})
    if form.is_valid():
        review_log(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted. You are reminded when it is time to look again."))
        return redirect(TAB, slug)
    title = _("A look at the log")
    return form_page(request, programme, form, title=title, action=_("Note it"), tab=TAB)


def _stewardship(programme: Programme) -> Stewardship | None:
    found = Stewardship.objects.filter(programme=programme)
    return found.select_related("steward").first()
