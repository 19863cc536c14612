"""What waits for me, and what I want by e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.notifications.actions import (
    choose_mail,
    choose_mail_of_space,
    mark_all_read,
    mark_read,
    stop_mail,
)
from innesto.notifications.forms import MailChoiceForm, SpaceChoiceForm, SpaceForm
from innesto.notifications.models import Notification
from innesto.notifications.queries import (
    choices_of_spaces,
    count_unread,
    mail_choices,
    morning_of,
    notices_of,
    space_of,
    spaces_of,
    stopped_by,
    told_spaces,
)
from innesto.toolkit.http import posted, render_page


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """List my notices."""
    only_unread = request.GET.get("mostra") == "da-leggere"
    space = request.GET.get("spazio", "")
    notices = notices_of(request.user, only_unread=only_unread, space=space)
    page = Paginator(notices, 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "only_unread": only_unread,
        "space": space,
        "form": SpaceForm({"spazio": space}, spaces=told_spaces(request.user)),
        "unread": count_unread(request.user),
    }
    return render_page(request, "notifications/index.html", context)


@require_POST
def follow(request: SignedIn, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    mark_read(notice, by=request.user)
    return redirect(notice.url or "notifications:index")


@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    """Mark everything as read."""
    mark_all_read(by=request.user)
    return redirect("notifications:index")


@require_http_methods(["GET", "POST"])
def choices(request: SignedIn) -> HttpResponse:
    """Choose what comes by e-mail, and when."""
    form = MailChoiceForm(
        posted(request),
        choices=mail_choices(request.user),
        spaces=spaces_of(request.user),
        of_spaces=choices_of_spaces(request.user),
        morning=morning_of(request.user),
    )
    if form.is_valid():
        choose_mail(
            request.user,
            form.wanted,
            spaces=form.wanted_of_spaces,
            hour=form.cleaned_data["hour"],
            time_zone=form.cleaned_data["time_zone"],
            by=request.user,
        )
        messages.success(request, _("Saved."))
        return redirect("notifications:choices")
    return render_page(request, "notifications/choices.html", {"form": form})


@require_http_methods(["GET", "POST"])
def choices_of_space(request: SignedIn, label: str) -> HttpResponse:
    """Choose what comes by e-mail of one space."""
    space = space_of(label, request.user)
    if space is None:
        raise Http404
    form = SpaceChoiceForm(posted(request), choices=mail_choices(request.user, space=label))
    if form.is_valid():
        choose_mail_of_space(request.user, label, form.wanted, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("notifications:choices-of-space", label)
    context = {"form": form, "space": space}
    return render_page(request, "notifications/choices_of_space.html", context)


@csrf_exempt  # mail programs post here for their person (RFC 8058); the token is the right
@require_http_methods(["GET", "POST"])
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End some mails by the link in one of them, without signing in."""
    stopped = stopped_by(token)
    if stopped is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        stop_mail(
            stopped.person,
            space=stopped.space,
            kind=stopped.kind,
            rhythm=stopped.rhythm,
        )
    return render_page(request, "notifications/stop.html", {"stopped": stopped, "is_done": is_done})
