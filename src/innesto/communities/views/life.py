"""What a community is and how it stands: charter, stage, end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities.actions.life import (
    ChangedMeanwhile,
    NotInThisState,
    close_community,
    decide_stage,
    edit_community,
    reopen_community,
)
from innesto.communities.forms.community import CloseForm, CommunityForm, StageForm
from innesto.communities.http import (
    community_or_404,
    community_page,
    form_page,
    led_community,
    open_community_or_404,
)
from innesto.communities.queries.signs import decisions_on, in_words, signs_of, suggestion
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, same_for_visitors

CHARTER = "communities:charter"
LIFE = "communities:life"


@require_GET
@login_not_required
@same_for_visitors
def charter(request: HttpRequest, slug: str) -> HttpResponse:
    """For whom the community is, and what one does here."""
    community = community_or_404(request, slug)
    return community_page(request, "communities/charter.html", community, {}, tab=CHARTER)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str) -> HttpResponse:
    """Change the question, the charter and the rules of the community."""
    community = led_community(request, slug)
    title = _("Question, charter and rules")
    draft = drafting(request.user, "communities:edit", slug, title=f"{title}: {community.name}")
    form = CommunityForm(
        posted(request),
        community=community,
        programme=community.programme,
        kept=draft.initial,
    )
    theirs = None
    status = 200
    if form.is_valid():
        seals = form.cleaned_data["seals"]
        try:
            edit_community(community, by=request.user, seals=seals, **form.changes())
        except ChangedMeanwhile as meanwhile:
            form.based_on(meanwhile.theirs)
            theirs, status = form.theirs(meanwhile.theirs, meanwhile.fields), 409
        else:
            draft.drop()
            messages.success(request, _("Saved."))
            return redirect(community)
    context = {
        "form": form,
        "title": title,
        "action": _("Save"),
        "back": community.get_absolute_url(),
        "draft": draft,
        "theirs": theirs,
        "lead": "",
    }
    return community_page(
        request, "communities/edit.html", community, context, tab=CHARTER, status=status
    )


@require_GET
@login_not_required
def life(request: HttpRequest, slug: str) -> HttpResponse:
    """How alive it is: figures, what they suggest, and what was decided when and why."""
    community = open_community_or_404(request, slug)
    signs = signs_of(community)
    context = {
        "figures": in_words(signs),
        "counted_on": signs[0].on if signs else None,
        "suggestion": suggestion(community, signs, on=timezone.localdate()),
        "decisions": decisions_on(community) if request.user.is_authenticated else (),
    }
    return community_page(request, "communities/life.html", community, context, tab=LIFE)


@require_http_methods(["GET", "POST"])
def stage(request: SignedIn, slug: str) -> HttpResponse:
    """Decide in which stage the community is."""
    community = led_community(request, slug)
    hint = suggestion(community, signs_of(community), on=timezone.localdate())
    initial = {"stage": hint.stage if hint else community.stage}
    form = StageForm(posted(request), initial=initial)
    if form.is_valid():
        decide_stage(community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(LIFE, slug)
    return form_page(
        request,
        community,
        form,
        title=_("In which stage is it?"),
        lead=_("The figures suggest: %(stage)s. %(reason)s")
        % {"stage": hint.stage.label, "reason": hint.reason}
        if hint
        else "",
        action=_("Save"),
        tab=LIFE,
    )


@require_http_methods(["GET", "POST"])
def close(request: SignedIn, slug: str) -> HttpResponse:
    """End a community with a note."""
    community = led_community(request, slug)
    form = CloseForm(posted(request))
    if form.is_valid():
        try:
            close_community(community, **form.cleaned_data, by=request.user)
        except NotInThisState:
            messages.info(request, _("A colleague was faster: the community is closed."))
        else:
            messages.success(request, _("The community is closed. All of it stays readable."))
        return redirect(community)
    return form_page(
        request,
        community,
        form,
        title=_("Close the community"),
        lead=_("All of it stays readable; nothing can be added. You can open it again."),
        action=_("Close the community"),
        tab=LIFE,
    )


@require_POST
def reopen(request: SignedIn, slug: str) -> HttpResponse:
    """Take a closed community up again."""
    community = led_community(request, slug)
    try:
        reopen_community(community, by=request.user)
    except NotInThisState:
        messages.info(request, _("A colleague was faster: the community is open."))
    else:
        messages.success(request, _("The community is open again."))
    return redirect(community)
