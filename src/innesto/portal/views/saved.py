"""Searches that a person keeps: saved from the results, listed, renamed, paused, deleted."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from innesto.accounts.http import SignedIn
from innesto.portal.forms import SavedSearchForm, SearchForm
from innesto.portal.queries.saved import filters_of, search_of_token, searches_of, spoken_filters
from innesto.search.actions import (
    MOST_SAVED,
    AlreadyPaused,
    NameTaken,
    NotPaused,
    TooManySaved,
    delete_search,
    pause_search,
    rename_search,
    resume_search,
    save_search,
)
from innesto.search.models import SavedSearch
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Keep the search of this address, under a name."""
    asked = SearchForm(request.GET)
    text = asked.cleaned_data["q"] if asked.is_valid() else ""
    filters = filters_of(request.GET)
    form = SavedSearchForm(posted(request), person=request.user, initial={"name": text[:80]})
    if form.is_valid():
        try:
            save_search(
                form.cleaned_data["name"],
                text=text,
                language=get_language() or "it",
                filters=filters,
                by=request.user,
            )
        except NameTaken:
            form.add_error("name", _("You have another saved search of this name."))
        except TooManySaved:
            form.add_error(
                None, _("You have %(n)d saved searches: delete one first.") % {"n": MOST_SAVED}
            )
        else:
            messages.success(request, _("Saved. Once a day you are told what is new."))
            return redirect("portal:saved-searches")
    back = f"{reverse('portal:search')}?{request.GET.urlencode()}"
    context = {
        "form": form,
        "title": _("Save this search"),
        "lead": _("Once a day we look for what is new, and tell you among the notices."),
        "text": text,
        "filters": spoken_filters(filters),
        "action": _("Save the search"),
        "back": back,
        "crumbs_up": [Link(_("Search"), back)],
    }
    return render_page(request, "portal/saved_search.html", context)


@require_safe
def index(request: SignedIn) -> HttpResponse:
    """What one keeps."""
    context = {"searches": searches_of(request.user)}
    return render_page(request, "portal/saved_searches.html", context)


@require_http_methods(["GET", "POST"])
def rename(request: SignedIn, pk: int) -> HttpResponse:
    """Another name."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    form = SavedSearchForm(posted(request), person=request.user, instance=saved)
    if form.is_valid():
        try:
            rename_search(saved, form.cleaned_data["name"], by=request.user)
        except NameTaken:
            form.add_error("name", _("You have another saved search of this name."))
        else:
            messages.success(request, _("Renamed."))
            return redirect("portal:saved-searches")
    context = {
        "form": form,
        "title": _("Rename the saved search"),
        "lead": "",
        "text": saved.text,
        "filters": spoken_filters(saved.filters),
        "action": _("Rename"),
        "back": reverse("portal:saved-searches"),
        "crumbs_up": [Link(_("Saved searches"), reverse("portal:saved-searches"))],
    }
    return render_page(request, "portal/saved_search.html", context)


@require_POST
def pause(request: SignedIn, pk: int) -> HttpResponse:
    """Hear no more of it for now."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    with suppress(AlreadyPaused):  # a double click
        pause_search(saved, by=request.user)
    messages.success(request, _("Paused: you are told nothing until you take it up again."))
    return redirect("portal:saved-searches")


@require_POST
def resume(request: SignedIn, pk: int) -> HttpResponse:
    """Hear of it again."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    with suppress(NotPaused):  # a double click
        resume_search(saved, by=request.user)
    messages.success(request, _("You are told what is new from now on."))
    return redirect("portal:saved-searches")


@require_POST
def delete(request: SignedIn, pk: int) -> HttpResponse:
    """Keep it no more."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    delete_search(saved, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("portal:saved-searches")


@csrf_exempt  # mail programs post here for their person (RFC 8058); the token is the right
@require_http_methods(["GET", "POST"])
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Hear no more of one search, by the link in a mail, without signing in."""
    saved = search_of_token(token)
    if saved is None:
        raise Http404
    if request.method == "POST":
        with suppress(AlreadyPaused):
            saved = pause_search(saved, by=None)
    return render_page(request, "portal/stop_search.html", {"saved": saved})
