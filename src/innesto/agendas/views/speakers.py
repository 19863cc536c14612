"""The directory of speakers: find one, and be found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.agendas import rules
from innesto.agendas.actions.profiles import leave_speakers, offer_to_speak
from innesto.agendas.forms import ProfileForm, SpeakerFilterForm
from innesto.agendas.models import Profile
from innesto.agendas.queries.speakers import speaker_list, talks_of, themes_to_choose
from innesto.organisations.http import acting_organisation
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.languages import language_name


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Who can be asked, by words, theme, language and whether they travel."""
    form = SpeakerFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = speaker_list(
        viewer=request.user,
        words=asked.get("q", ""),
        theme=asked.get("tema", ""),
        language=asked.get("lingua", ""),
        kind=asked.get("tipo", ""),
        travels=bool(asked.get("viaggia")),
    )
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [row_of(profile) for profile in page]}
    return render_page(request, "agendas/speakers.html", context, parts=("results",))


@require_GET
@login_not_required
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """What a speaker says of themselves, and where they have spoken."""
    found = Profile.objects.visible_to(request.user)
    profile = get_object_or_404(
        found.select_related("person", "organisation", "place").prefetch_related("themes"), pk=pk
    )
    user = request.user
    talks = [
        Row(block, block.get_absolute_url(), [block.exchange.name, day(block.on)])
        for block in talks_of(profile.person, viewer=user)[:50]
    ]
    rows = [
        (_("Speaks about"), ", ".join(str(theme) for theme in profile.themes.all())),
        (_("In"), ", ".join(language_name(code) for code in profile.languages)),
        (_("Starts from"), profile.place),
        (_("Travels"), _("yes") if profile.travels else _("no")),
        (_("Speaks online"), _("yes") if profile.speaks_online else _("no")),
    ]
    context = {
        "profile": profile,
        "rows": rows,
        "talks": talks,
        "may_change": isinstance(user, User) and rules.can_change_profile(user, profile),
        "crumbs_up": [Link(_("Speakers"), address_of("agendas:speakers"))],
    }
    return render_page(request, "agendas/speaker.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: SignedIn) -> HttpResponse:
    """Put oneself into the directory, or change what stands there."""
    require(rules.can_be_found(request.user))
    mine = Profile.objects.filter(person=request.user).select_related("place").first()
    draft = drafting(request.user, "agendas:offer", title=_("Your page as a speaker"))
    initial = {"languages": [request.user.language]} if mine is None else {}
    form = ProfileForm(
        posted(request),
        instance=mine or Profile(person=request.user),
        themes=themes_to_choose(),
        initial=initial | draft.initial,
    )
    if form.is_valid():
        body = acting_organisation(request)
        profile = offer_to_speak(by=request.user, organisation=body, **form.profile)
        draft.drop()
        messages.success(request, _("You are in the directory. You can leave it at any time."))
        return redirect(profile)
    context = {
        "form": form,
        "draft": draft,
        "back": mine.get_absolute_url() if mine else address_of("agendas:speakers"),
        "crumbs_up": [Link(_("Speakers"), address_of("agendas:speakers"))],
    }
    return render_page(request, "agendas/offer.html", context)


@require_POST
def leave(request: SignedIn) -> HttpResponse:
    """Take oneself out of the directory."""
    profile = get_object_or_404(Profile, person=request.user)
    leave_speakers(profile, by=request.user)
    messages.success(request, _("Nobody finds you here any more. Talks given stay in agendas."))
    return redirect("agendas:speakers")


def row_of(profile: Profile) -> Row:
    """Draw a speaker in a row."""
    return Row(
        profile.person,
        profile.get_absolute_url(),
        [
            profile.get_kind_display(),
            profile.organisation.name if profile.organisation else "",
            profile.place or "",
            ", ".join(language_name(code) for code in profile.languages),
            _("willing to travel") if profile.travels else "",
        ],
        text=profile.headline,
    )
