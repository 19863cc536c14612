"""One post: where it is, its files, its versions, and what is done to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.talk import rules
from innesto.talk.actions.steering import mark_answer
from innesto.talk.actions.writing import (
    ChangedMeanwhile,
    edit_post,
    react,
    withdraw_post,
)
from innesto.talk.forms import EditForm
from innesto.talk.models import Attachment, Post, Reaction
from innesto.talk.views.pages import form_page, post_or_404, speaks_for, talk_page, up_to
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require
from innesto.toolkit.serving import serve


@require_GET
@login_not_required
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to a post wherever it is now."""
    found = post_or_404(request, pk)
    return redirect(found.thread.address_of_post(found.number))


@require_GET
@login_not_required
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a picture or a file, to whoever may read its post."""
    shown = Post.objects.visible_to(request.user).values("pk")
    found = get_object_or_404(Attachment, pk=pk, post__in=shown)
    return serve(request, found.file, found.name, inline=found.is_picture)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Correct one's words."""
    found = post_or_404(request, pk)
    require(rules.can_edit_post(request.user, found))
    title = _("Correct your post")
    draft = drafting(request.user, "talk:edit", str(pk), title=f"{title}: {found.thread.title}")
    initial = {"text": found.text, "language": found.language, "seen": found.stamp}
    form = EditForm(posted(request), initial={**initial, **draft.initial})
    if form.is_valid():
        try:
            edit_post(
                found,
                **form.cleaned_data,
                by=request.user,
                is_trusted=rules.can_moderate(request.user, found.thread.community),
            )
        except ChangedMeanwhile:
            form.add_error(
                None, _("The post changed since you opened it. Compare, then send again.")
            )
        else:
            draft.drop()
            return redirect(found.thread.address_of_post(found.number))
    return form_page(
        request,
        found.thread,
        form,
        title=title,
        action=_("Save"),
        back=found.thread.address_of_post(found.number),
        draft=draft,
    )


@require_GET
@login_not_required
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before it was corrected."""
    found = post_or_404(request, pk)
    earlier = Post.history.filter(id=found.pk).order_by("-history_date", "-history_id")
    context = {"post": found, "versions": list(earlier)}
    return talk_page(
        request, "talk/versions.html", found.thread.community, context, way=up_to(found.thread)
    )


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take one's words back."""
    found = post_or_404(request, pk)
    require(rules.can_withdraw_post(request.user, found))
    try:
        withdraw_post(found, by=request.user)
    except ChangedMeanwhile:
        messages.info(request, _("The post changed since you opened it."))
    else:
        messages.success(request, _("Taken back. Its text is gone, its place stays."))
    return redirect(found.thread.address_of_post(found.number))


@require_POST
def respond(request: SignedIn, pk: int) -> HttpResponse:
    """Say «useful for us» or «we do this too», or take it back."""
    found = post_or_404(request, pk)
    require(rules.can_react(request.user, found))
    kind = request.POST.get("kind", "")
    if kind in Reaction.Kind.values:
        react(
            found, kind, by=request.user, organisation=speaks_for(request, found.thread.community)
        )
    return redirect(found.thread.address_of_post(found.number))


@require_POST
def answered(request: SignedIn, pk: int) -> HttpResponse:
    """Mark the post that answered the conversation, or take the mark away."""
    found = post_or_404(request, pk)
    require(rules.can_mark_answer(request.user, found.thread))
    mark_answer(found.thread, found, by=request.user)
    return redirect(found.thread.address_of_post(found.number))
