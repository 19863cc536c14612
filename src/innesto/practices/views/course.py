"""Move a sheet on: look at it, validate it, check it, put it away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.practices import rules
from innesto.practices.actions.course import (
    Incomplete,
    NotInThisState,
    archive_practice,
    ask_for_changes,
    call_for_check,
    give_opinion,
    publish_practice,
    record_check,
    refuse_practice,
    revive_practice,
    set_review,
)
from innesto.practices.forms.course import CheckForm, OpinionForm, ReasonForm, ReviewForm
from innesto.practices.models import Practice
from innesto.practices.views.pages import form_page
from innesto.practices.views.reading import readable
from innesto.programmes.http import coordinated
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def review(request: SignedIn, slug: str) -> HttpResponse:
    """Publish, ask for changes or refuse."""
    practice = readable(request, slug)
    still_open = {Practice.State.DRAFT, Practice.State.SUBMITTED}
    if practice.state not in still_open and rules.decides(request.user, practice):
        messages.info(request, _("A colleague was faster: the sheet stands elsewhere by now."))
        return redirect(practice)
    require(rules.can_review(request.user, practice))
    form = ReviewForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        match form.cleaned_data["decision"]:
            case "publish":
                return _done(request, practice, publish_practice, _("Published."))
            case "changes":
                told = _("Given back. The author is told.")
                return _done(request, practice, ask_for_changes, told, reason=reason)
            case _:
                told = _("Refused. The author is told why.")
                return _done(request, practice, refuse_practice, told, reason=reason)
    return form_page(request, practice, form, title=_("Decide on the sheet"), action=_("Decide"))


@require_http_methods(["GET", "POST"])
def opinion(request: SignedIn, slug: str) -> HttpResponse:
    """Sign an opinion."""
    practice = _for(request, slug, rules.can_give_opinion)
    title = _("Your opinion as an expert")
    draft = drafting(request.user, "practices:opinion", slug, title=f"{practice.title} – {title}")
    form = OpinionForm(posted(request), initial=draft.initial)
    if form.is_valid():
        try:
            answer = _done(
                request, practice, give_opinion, _("Signed. Thank you."), **form.cleaned_data
            )
        except Incomplete as incomplete:
            names = ", ".join(one.label for one in incomplete.missing)
            form.add_error(
                "validates", _("It cannot be validated yet. Missing: %(names)s.") % {"names": names}
            )
        else:
            draft.drop()
            return answer
    return form_page(request, practice, form, title=title, action=_("Sign"), draft=draft)


@require_http_methods(["GET", "POST"])
def check(request: SignedIn, slug: str) -> HttpResponse:
    """Say how a practice is doing."""
    practice = _for(request, slug, rules.can_check)
    form = CheckForm(posted(request))
    if form.is_valid():
        told = _("Kept. Everyone sees that it was checked.")
        return _done(request, practice, record_check, told, **form.cleaned_data)
    return form_page(
        request, practice, form, title=_("Is it still alive?"), action=_("Keep the check")
    )


@require_http_methods(["GET", "POST"])
def recheck(request: SignedIn, slug: str) -> HttpResponse:
    """Ask the owner to check a practice again."""
    practice = _for(request, slug, rules.decides)
    form = ReasonForm(posted(request))
    if form.is_valid():
        told = _("Asked. It is on the desk of its owner.")
        return _done(request, practice, call_for_check, told, **form.cleaned_data)
    return form_page(request, practice, form, title=_("Ask for a check"), action=_("Ask"))


@require_http_methods(["GET", "POST"])
def archive(request: SignedIn, slug: str) -> HttpResponse:
    """Put a sheet into the archive."""
    practice = _for(request, slug, rules.can_archive)
    form = ReasonForm(posted(request))
    if form.is_valid():
        told = _("In the archive. It can still be read.")
        return _done(request, practice, archive_practice, told, **form.cleaned_data)
    return form_page(
        request, practice, form, title=_("Put the sheet into the archive"), action=_("Put away")
    )


@require_POST
def revive(request: SignedIn, slug: str) -> HttpResponse:
    """Bring an ended or archived practice back."""
    practice = _for(request, slug, rules.can_archive)
    return _done(request, practice, revive_practice, _("Brought back, to be checked."))


@require_POST
def blind(request: SignedIn, slug: str) -> HttpResponse:
    """Choose whether the reviews of a programme are blind."""
    programme = coordinated(request, slug)
    require(rules.can_set_review(request.user, programme))
    set_review(programme, is_blind=request.POST.get("is_blind") == "1", by=request.user)
    messages.success(request, _("Saved."))
    return redirect("practices:of-programme", slug)


def _for(request: SignedIn, slug: str, rule: Callable[[User, Practice], bool]) -> Practice:
    practice = readable(request, slug)
    require(rule(request.user, practice))
    return practice


def _done(
    request: SignedIn,
    practice: Practice,
    action: Callable[..., Any],
    told: str,
    **answers: Any,
) -> HttpResponse:
    try:
        action(practice, by=request.user, **answers)
    except NotInThisState:
        messages.info(request, _("A colleague was faster: the sheet stands elsewhere by now."))
    else:
        messages.success(request, told)
    return redirect(practice)
