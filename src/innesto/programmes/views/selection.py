"""Choose partners: open, apply, judge, decide, announce."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.organisations.http import acting_organisation
from innesto.organisations.models import Organisation
from innesto.programmes import rules
from innesto.programmes.actions.selection import (
    AlreadyOpened,
    NotBeingJudged,
    NotOpen,
    OwnApplication,
    StillOpen,
    announce_selection,
    close_selection,
    decide_application,
    open_selection,
    score_application,
    send_application,
    withdraw_application,
)
from innesto.programmes.forms.selection import (
    ApplicationForm,
    DecisionForm,
    ScoreForm,
    SelectionForm,
)
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Application, Selection
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of, reader_language
from innesto.programmes.queries.selection import (
    answers_of,
    applications_to,
    criteria_of,
    form_of,
    prizes_in,
    ranking,
    selection_words,
    selections_of,
)
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require

TAB = "programmes:selections"


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """All selections of a programme, and what they look at."""
    programme = programme_or_404(request, slug)
    words = selection_words(blueprint_of(programme), reader_language())
    context = {
        "rows": [(one, words.get(one.key, one.key)) for one in selections_of(programme)],
        "declared": blueprint_of(programme).selections,
    }
    return programme_page(request, "programmes/selections.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Call for applications."""
    programme = coordinated(request, slug)
    words = selection_words(blueprint_of(programme), reader_language())
    form = SelectionForm(posted(request), words=words)
    if form.is_valid():
        try:
            selection = open_selection(programme, **form.cleaned_data, by=request.user)
        except AlreadyOpened:
            form.add_error("key", _("There is such a selection already for this country."))
        else:
            messages.success(request, _("Open. Organisations can apply."))
            return redirect(selection)
    return form_page(
        request,
        programme,
        form,
        title=_("Open a selection"),
        lead=_("Form, criteria and prizes are those of the blueprint."),
        action=_("Open it"),
        back=reverse("programmes:selections", args=[slug]),
        tab=TAB,
    )


@require_GET
@login_not_required
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A selection: what is asked, how it is judged, who applied as far as one may know."""
    selection = _selection(request, slug, pk)
    user = request.user
    person = user if isinstance(user, User) else None
    applications = list(applications_to(selection, viewer=user))
    may_judge = person and rules.can_judge(person, selection)
    language = reader_language()
    blueprint = blueprint_of(selection.programme)
    words = selection_words(blueprint, language)
    prizes, roles = prizes_in(selection, language), labels_of(blueprint).roles
    context = {
        "selection": selection,
        "title": words.get(selection.key, selection.key),
        "standings": [
            (one, roles.get(one.application.role, ""), prizes.get(one.application.prize, ""))
            for one in ranking(selection, applications)
        ],
        "prizes": prizes,
        "questions": [field.label.read(language) for field in form_of(selection)],
        "criteria": [
            (criterion.label.read(language), criterion.weight)
            for criterion in criteria_of(selection)
        ],
        "may_apply": person and rules.can_apply(person, selection),
        "may_judge": may_judge,
    }
    return programme_page(
        request, "programmes/selection.html", selection.programme, context, tab=TAB
    )


@require_http_methods(["GET", "POST"])
def apply(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Send an application for an organisation one acts for."""
    selection = _selection(request, slug, pk)
    require(rules.can_apply(request.user, selection))
    title = _("Apply for it")
    draft = drafting(
        request.user, "programmes:apply", str(pk), title=f"{selection.programme.name} – {title}"
    )
    form = ApplicationForm(
        posted(request),
        author=request.user,
        asked=form_of(selection),
        initial=draft.initial or _sent_before(selection, acting_organisation(request)),
    )
    if form.is_valid():
        try:
            application = send_application(
                selection,
                form.cleaned_data["organisation"],
                answers=form.answers(),
                by=request.user,
            )
        except NotOpen:
            messages.error(request, _("Too late: the selection has closed meanwhile."))
            return redirect(selection)
        draft.drop()
        messages.success(request, _("Sent. You can send better answers until the last day."))
        return redirect("programmes:application", slug, application.pk)
    return form_page(
        request,
        selection.programme,
        form,
        title=title,
        action=_("Send the application"),
        back=selection.get_absolute_url(),
        draft=draft,
        tab=TAB,
    )


def _sent_before(selection: Selection, organisation: Organisation | None) -> dict[str, Any]:
    """Return what the organisation answered already, so that only what got better is written."""
    sent = selection.applications.filter(organisation=organisation).first()
    answers = {f"answer_{key}": text for key, text in sent.answers.items()} if sent else {}
    return {"organisation": organisation, **answers}


@require_POST
def close(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take no more applications."""
    selection = _led(request, slug, pk)
    try:
        close_selection(selection, by=request.user)
    except NotOpen:
        messages.info(request, _("A colleague was faster: it is closed."))
    else:
        messages.success(request, _("Closed. Now the applications can be judged."))
    return redirect(selection)


@require_POST
def announce(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Make the outcome known; who was chosen becomes a partner."""
    selection = _led(request, slug, pk)
    try:
        announce_selection(selection, by=request.user)
    except NotBeingJudged:
        messages.info(request, _("It is not closed yet, or its outcome is known already."))
    except StillOpen:
        messages.error(request, _("First decide every application."))
    else:
        messages.success(request, _("Announced. Who was chosen is a partner now."))
    return redirect(selection)


@require_GET
@login_not_required
def application(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An application: its answers, its points, its outcome."""
    one = _application(request, slug, pk)
    user = request.user
    person = user if isinstance(user, User) else None
    blueprint = blueprint_of(one.selection.programme)
    language = reader_language()
    context = {
        "application": one,
        "selection": one.selection,
        "answers": answers_of(one, language),
        "role": labels_of(blueprint).roles.get(one.role, one.role),
        "prize": prizes_in(one.selection, language).get(one.prize, one.prize),
        "standing": ranking(one.selection, [one])[0],
        "may_judge": person and rules.can_judge(person, one.selection),
        "may_withdraw": person and rules.can_withdraw_application(person, one),
    }
    return programme_page(
        request, "programmes/application.html", one.selection.programme, context, tab=TAB
    )


@require_http_methods(["GET", "POST"])
def score(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Give one's points."""
    one = _application(request, slug, pk)
    require(rules.can_judge(request.user, one.selection))
    given = {f"points_{s.criterion}": s.points for s in one.scores.all() if s.judge == request.user}
    form = ScoreForm(
        posted(request),
        criteria=criteria_of(one.selection),
        language=reader_language(),
        initial=given,
    )
    if form.is_valid():
        try:
            score_application(
                one, points=form.points(), comment=form.cleaned_data["comment"], by=request.user
            )
        except OwnApplication:
            messages.error(request, _("You act for this organisation: others judge it."))
        except NotBeingJudged:
            messages.info(request, _("Its outcome is known already."))
        else:
            messages.success(request, _("Your points are kept."))
        return redirect("programmes:application", slug, pk)
    return _ask(request, one, form, title=_("Give points"), action=_("Keep the points"))


@require_http_methods(["GET", "POST"])
def decide(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Say what becomes of an application, and confer a prize."""
    one = _application(request, slug, pk)
    programme = one.selection.programme
    require(rules.can_coordinate(request.user, programme))
    form = DecisionForm(
        posted(request),
        roles=labels_of(blueprint_of(programme)).roles,
        prizes=prizes_in(one.selection, reader_language()),
        initial={"outcome": one.outcome, "role": one.role, "reason": one.reason},
    )
    if form.is_valid():
        prize = form.cleaned_data.pop("prize", "")
        try:
            decide_application(one, **form.cleaned_data, prize=prize, by=request.user)
        except NotBeingJudged:
            messages.info(request, _("It is not closed yet, or its outcome is known already."))
        else:
            messages.success(request, _("Decided. It becomes known when you announce all."))
        return redirect("programmes:application", slug, pk)
    return _ask(request, one, form, title=_("Decide"), action=_("Decide"))


@require_POST
def withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take an application back."""
    one = _application(request, slug, pk)
    require(rules.can_withdraw_application(request.user, one))
    try:
        withdraw_application(one, by=request.user)
    except NotBeingJudged:
        messages.info(request, _("Its outcome is known already."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("programmes:application", slug, pk)


def _selection(request: HttpRequest, slug: str, pk: int) -> Selection:
    selections = Selection.objects.visible_to(request.user).select_related(
        "programme__call", "country"
    )
    return get_object_or_404(selections, pk=pk, programme__slug=slug)


def _led(request: SignedIn, slug: str, pk: int) -> Selection:
    selection = _selection(request, slug, pk)
    require(rules.can_coordinate(request.user, selection.programme))
    return selection


def _application(request: HttpRequest, slug: str, pk: int) -> Application:
    applications = (
        Application.objects.visible_to(request.user)
        .select_related("selection__programme__call", "organisation__place", "sent_by")
        .prefetch_related("scores__judge")
    )
    return get_object_or_404(applications, pk=pk, selection__programme__slug=slug)


def _ask(
    request: SignedIn, one: Application, form: BaseForm, *, title: str, action: str
) -> HttpResponse:
    return form_page(
        request,
        one.selection.programme,
        form,
        title=title,
        lead=one.organisation.name,
        action=action,
        back=reverse("programmes:application", args=[one.selection.programme.slug, one.pk]),
        tab=TAB,
    )
