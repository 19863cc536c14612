"""What waits for me, and what I want by e-mail."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.notifications.actions import choose_mail, mark_all_read, mark_read
from innesto.notifications.forms import MailChoiceForm
from innesto.notifications.models import Notification
from innesto.notifications.queries import count_unread, mail_choices, notices_of
from innesto.toolkit.http import posted, render_page


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """List my notices."""
    only_unread = request.GET.get("mostra") == "da-leggere"
    notices = notices_of(request.user, only_unread=only_unread)
    page = Paginator(notices, 30).get_page(request.GET.get("page"))
    context = {"page": page, "only_unread": only_unread, "unread": count_unread(request.user)}
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
    """Choose what comes by e-mail."""
    form = MailChoiceForm(posted(request), initial=mail_choices(request.user))
    if form.is_valid():
        choose_mail(request.user, form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("notifications:choices")
    return render_page(request, "notifications/choices.html", {"form": form})
