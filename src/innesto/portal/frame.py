"""The frame of every page: for whom one acts, where one may go, what is unread.

A context processor, so no room fits: settings name it, and every template reads ``frame``.
It costs a visitor no query and a signed-in person two.
"""

from dataclasses import replace
from functools import cache, partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.notifications.queries import count_unread
from innesto.organisations.http import acting_for
from innesto.toolkit.frame import Frame, Link, LinkGroup, language_choices


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor; a template that draws no frame does not call it and pays nothing."""
    return {"frame": cache(partial(frame_of, request))}


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of this page for this reader."""
    user, path = request.user, request.path
    person = user if isinstance(user, User) else None
    shared = _shared_frame(get_language() or "", person and person.is_operator)
    acting = acting_for(request)
    return replace(
        shared,
        search_text=request.GET.get("q", "") if path == shared.search_url else "",
        entries=tuple(
            replace(e, current=True) if path.startswith(e.url) else e for e in shared.entries
        ),
        is_demo=settings.DEMO,
        acting_for=acting.organisation if acting else "",
        acting_role=acting.role if acting else "",
        person=str(person) if person else "",
        unread=count_unread(person) if person else 0,
    )


@cache
def _shared_frame(_language: str, is_operator: bool | None) -> Frame:
    """Return what all visitors, persons or operators share; worked out once for each language.

    ``is_operator`` is None for a visitor without an account.
    """
    frame = _frame_of_visitors()
    if is_operator is None:
        return frame
    return replace(
        frame,
        sign_in_url="",
        acting_url=reverse("organisations:acting"),
        programmes_url=reverse("portal:programmes"),
        person_url=reverse("accounts:profile"),
        unread_url=reverse("notifications:index"),
        entries=(Link(_("Desk"), reverse("portal:desk")), *frame.entries),
        footer=(*frame.footer, _for_operators()) if is_operator else frame.footer,
    )


def _frame_of_visitors() -> Frame:
    return Frame(
        sign_in_url=reverse("account_login"),
        help_url=reverse("portal:help"),
        search_url=reverse("portal:search"),
        languages=language_choices(),
        language_url=reverse("set_language"),
        entries=(
            Link(_("Programmes"), reverse("programmes:index")),
            Link(_("Communities"), reverse("communities:index")),
            Link(_("Good practices"), reverse("practices:index")),
            Link(_("Calendar"), reverse("exchanges:calendar")),
            Link(_("Courses"), reverse("courses:index")),
            Link(_("Cities"), reverse("places:index")),
        ),
        footer=_footer(),
        version=settings.VERSION,
    )


def _footer() -> tuple[LinkGroup, ...]:
    return (
        LinkGroup(
            _("Explore"),
            (
                Link(_("Programmes"), reverse("programmes:index")),
                Link(_("Communities"), reverse("communities:index")),
                Link(_("Good practices"), reverse("practices:index")),
                Link(_("Courses"), reverse("courses:index")),
                Link(_("Lessons"), reverse("outcomes:lessons")),
                Link(_("Tools"), reverse("deposits:tools")),
                Link(_("Opportunities"), reverse("opportunities:index")),
                Link(_("Experts"), reverse("questions:directory")),
                Link(_("Speakers"), reverse("agendas:speakers")),
                Link(_("Trainers"), reverse("cascade:trainers")),
                Link(_("Organisations"), reverse("organisations:index")),
                Link(_("Cities"), reverse("places:index")),
            ),
        ),
        LinkGroup(
            _("Take part"),
            (
                Link(_("Tell a practice"), reverse("practices:new")),
                Link(_("Prepare a programme"), reverse("programmes:new")),
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
                Link(_("Check a certificate"), reverse("presence:index")),
                Link(_("Credentials"), reverse("credentials:index")),
            ),
        ),
    )


def _for_operators() -> LinkGroup:
    """Return what only those who run the installation find in the footer."""
    return LinkGroup(
        _("Operation"),
        (
            Link(_("Register of what was done"), reverse("journal:register")),
            Link(_("Help a person"), reverse("accounts:support")),
        ),
    )
