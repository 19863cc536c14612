"""The frame of every page: for whom one acts, where one may go, what is unread.

A context processor, so no room fits: settings name it, and every template reads ``frame``.
It costs a visitor no query and a signed-in person two.
"""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.notifications.queries import count_unread
from innesto.organisations.http import acting_membership
from innesto.organisations.models import Membership
from innesto.toolkit.frame import Frame, Link, LinkGroup, language_choices


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor; lazy, so that a fragment that draws no frame pays nothing."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of this page for this reader."""
    frame = Frame(
        help_url=reverse("portal:help"),
        search_url=reverse("portal:search"),
        search_text=request.GET.get("q", "") if request.path == reverse("portal:search") else "",
        languages=language_choices(),
        language_url=reverse("set_language"),
        entries=_entries(request.path),
        footer=_footer(),
        version=settings.VERSION,
        is_demo=settings.DEMO,
    )
    user = request.user
    if not isinstance(user, User):
        return replace(frame, sign_in_url=reverse("account_login"))
    acting = acting_membership(request)
    return replace(
        frame,
        acting_for=str(acting.organisation) if acting else "",
        acting_role=_role(acting) if acting else "",
        acting_url=reverse("organisations:acting"),
        person=str(user),
        person_url=reverse("accounts:profile"),
        unread=count_unread(user),
        unread_url=reverse("notifications:index"),
        entries=(_entry(_("Desk"), "portal:desk", request.path), *frame.entries),
    )


def _role(acting: Membership) -> str:
    if acting.is_referent:
        return _("referent")
    return acting.job or (str(acting.office) if acting.office else "")


def _entries(path: str) -> tuple[Link, ...]:
    return (
        _entry(_("Programmes"), "programmes:index", path),
        _entry(_("Calendar"), "exchanges:calendar", path),
        _entry(_("Organisations"), "organisations:index", path),
        _entry(_("Cities"), "places:index", path),
    )


def _entry(label: str, name: str, path: str) -> Link:
    url = reverse(name)
    return Link(label, url, current=path.startswith(url))


def _footer() -> tuple[LinkGroup, ...]:
    return (
        LinkGroup(
            _("Explore"),
            (
                Link(_("Programmes"), reverse("programmes:index")),
                Link(_("Organisations"), reverse("organisations:index")),
                Link(_("Cities"), reverse("places:index")),
            ),
        ),
        LinkGroup(
            _("Take part"),
            (
                Link(_("Start a programme"), reverse("programmes:new")),
                Link(_("Add your organisation"), reverse("organisations:new")),
                Link(_("Help"), reverse("portal:help")),
            ),
        ),
        LinkGroup(
            _("Transparency"),
            (
                Link(_("Accessibility"), reverse("portal:accessibility")),
                Link(_("Privacy and data"), reverse("portal:privacy")),
                Link(_("Sources and licences"), reverse("portal:sources")),
            ),
        ),
    )
