"""One session: who speaks, what is shown and handed out, what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.agendas import rules
from innesto.agendas.actions.blocks import (
    DiscussedAlready,
    begin_discussion,
    keep_result,
    show_practice,
)
from innesto.agendas.actions.people import (
    NamedAlready,
    TeamThere,
    add_material,
    change_team,
    drop_material,
    drop_speaker,
    form_team,
    name_speaker,
)
from innesto.agendas.forms import (
    DiscussionForm,
    MaterialForm,
    PracticeForm,
    ResultForm,
    SpeakerForm,
    TeamForm,
)
from innesto.agendas.http import TAB, block_or_404, written_block
from innesto.agendas.models import Block, Material, RoomQuestion, Speaker, Team
from innesto.agendas.queries.programme import session_of
from innesto.communities.models import Community
from innesto.exchanges.http import exchange_page, form_page
from innesto.exchanges.queries.cases import practices_to_name
from innesto.talk.models import Thread
from innesto.toolkit.http import posted, require
from innesto.toolkit.serving import serve


@require_GET
@login_not_required
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """All there is of a session."""
    block = block_or_404(request, pk)
    user = request.user
    threads = Thread.objects.visible_to(user).filter(pk=block.thread_id or 0)
    questions = RoomQuestion.objects.visible_to(user).filter(block=block)
    context = {
        "session": session_of(block, viewer=user),
        "thread": threads.first() if block.thread_id else None,
        "questions": questions.select_related("answered_by"),
        "may_write": isinstance(user, User) and rules.can_write_agenda(user, block.exchange),
        "may_keep": isinstance(user, User) and rules.can_keep_result(user, block),
        "sees_people": user.is_authenticated,
    }
    return exchange_page(request, "agendas/session.html", block.exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def result(request: SignedIn, pk: int) -> HttpResponse:
    """Write down what came of a session."""
    block = block_or_404(request, pk)
    require(rules.can_keep_result(request.user, block))
    form = ResultForm(posted(request), instance=block)
    if form.is_valid():
        keep_result(block, result=form.cleaned_data["result"], by=request.user)
        messages.success(request, _("Kept: it stands on the page of the session."))
        return redirect(block)
    return _asked(request, block, form, _("What came of it?"))


@require_http_methods(["GET", "POST"])
def speakers(request: SignedIn, pk: int) -> HttpResponse:
    """Name who speaks."""
    block = written_block(request, pk)
    form = SpeakerForm(posted(request))
    if form.is_valid():
        try:
            name_speaker(block, by=request.user, **form.cleaned_data)
        except NamedAlready:
            messages.info(request, _("This person speaks here already."))
        else:
            messages.success(request, _("Named."))
        return redirect(block)
    return _asked(request, block, form, _("Who speaks?"))


@require_POST
def speaker_drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a speaker out."""
    found = Speaker.objects.filter(block__in=Block.objects.visible_to(request.user))
    speaker = get_object_or_404(found.select_related("block__exchange__programme__call"), pk=pk)
    require(rules.can_drop_speaker(request.user, speaker))
    drop_speaker(speaker, by=request.user)
    messages.success(request, _("Taken out."))
    return redirect(speaker.block)


@require_http_methods(["GET", "POST"])
def materials(request: SignedIn, pk: int) -> HttpResponse:
    """Put a file or an address beside a session; speakers bring theirs themselves."""
    block = block_or_404(request, pk)
    require(rules.can_keep_result(request.user, block))
    form = MaterialForm(posted(request), request.FILES or None, teams=block.teams.all())
    if form.is_valid():
        add_material(block, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(block)
    return _asked(request, block, form, _("Add material"))


@require_GET
@login_not_required
def material(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a file."""
    found = Material.objects.filter(block__in=Block.objects.visible_to(request.user))
    one = get_object_or_404(found, pk=pk)
    if not one.file:
        raise Http404
    return serve(request, one.file, one.file_name, inline=True)


@require_POST
def material_drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take material away: who brought it, and who writes the agenda."""
    found = Material.objects.filter(block__in=Block.objects.visible_to(request.user))
    one = get_object_or_404(found.select_related("block__exchange__programme__call"), pk=pk)
    require(rules.can_drop_material(request.user, one))
    drop_material(one, by=request.user)
    messages.success(request, _("Taken away."))
    return redirect(one.block)


@require_http_methods(["GET", "POST"])
def practices(request: SignedIn, pk: int) -> HttpResponse:
    """Name a practice that is shown."""
    block = written_block(request, pk)
    offered = practices_to_name(block.exchange, by=request.user)
    form = PracticeForm(posted(request), practices=offered)
    if form.is_valid():
        show_practice(block, form.cleaned_data["practice"], by=request.user)
        messages.success(request, _("Named: its sheet leads to this exchange."))
        return redirect(block)
    return _asked(request, block, form, _("Which practice is shown here?"))


@require_http_methods(["GET", "POST"])
def teams(request: SignedIn, pk: int) -> HttpResponse:
    """Form a team."""
    block = written_block(request, pk)
    form = TeamForm(posted(request), instance=Team(block=block))
    if form.is_valid():
        try:
            form_team(block, by=request.user, **form.cleaned_data)
        except TeamThere:
            messages.info(request, _("There is a team of this name. Choose another one."))
        else:
            messages.success(request, _("Formed."))
        return redirect(block)
    return _asked(request, block, form, _("Form a team"))


@require_http_methods(["GET", "POST"])
def team(request: SignedIn, pk: int) -> HttpResponse:
    """Change a team, or write down what it brought out."""
    found = Team.objects.filter(block__in=Block.objects.visible_to(request.user))
    one = get_object_or_404(found.select_related("block__exchange__programme__call"), pk=pk)
    require(rules.can_keep_result(request.user, one.block))
    form = TeamForm(posted(request), instance=one)
    if form.is_valid():
        try:
            change_team(one, by=request.user, **form.cleaned_data)
        except TeamThere:
            messages.info(request, _("There is a team of this name. Choose another one."))
        else:
            messages.success(request, _("Saved."))
        return redirect(one.block)
    return _asked(request, one.block, form, one.name)


@require_http_methods(["GET", "POST"])
def discussion(request: SignedIn, pk: int) -> HttpResponse:
    """Let a session go on in a community."""
    block = written_block(request, pk)
    communities = Community.objects.open_to(request.user).order_by("slug")
    mine = communities.filter(programme=block.exchange.programme)
    form = DiscussionForm(posted(request), communities=mine if mine.exists() else communities)
    if form.is_valid():
        try:
            begin_discussion(
                block, language=request.user.language, by=request.user, **form.cleaned_data
            )
        except DiscussedAlready:
            messages.info(request, _("The conversation is there already."))
        else:
            messages.success(request, _("Opened: the session leads there."))
        return redirect(block)
    return _asked(request, block, form, _("Open a conversation"))


def _asked(request: SignedIn, block: Block, form: BaseForm, title: str) -> HttpResponse:
    """Draw a form about a session."""
    return form_page(
        request,
        block.exchange,
        form,
        title=title,
        action=_("Save"),
        tab=TAB,
        lead=str(block),
        back=block.get_absolute_url(),
    )
