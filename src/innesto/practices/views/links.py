"""What a practice is to others, and how those of one municipality hang together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.lineage.actions import AlreadyLinked, LinkedToItself, link_works, unlink_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import bonds_of, ref_of
from innesto.organisations.models import Organisation
from innesto.practices.forms.telling import AnswersForm, LinkForm
from innesto.practices.queries.telling import own_map
from innesto.practices.views.pages import form_page
from innesto.practices.views.reading import owned
from innesto.toolkit.frame import Link as Way
from innesto.toolkit.http import posted, render_page


@require_http_methods(["GET", "POST"])
def link(request: SignedIn, slug: str) -> HttpResponse:
    """Say what this practice is to another one."""
    practice = owned(request, slug)
    form = LinkForm(posted(request), practice=practice, person=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            link_works(
                practice, said["relation"], said["other"], by=request.user, note=said["note"]
            )
        except (AlreadyLinked, LinkedToItself):
            messages.info(request, _("This link is there already."))
        else:
            messages.success(request, _("Linked."))
        return redirect(practice)
    return form_page(
        request, practice, form, title=_("Link it to another practice"), action=_("Link")
    )


@require_http_methods(["GET", "POST"])
def answers(request: SignedIn, slug: str) -> HttpResponse:
    """Say which shared challenge a practice answers."""
    practice = owned(request, slug)
    form = AnswersForm(posted(request), person=request.user)
    if form.is_valid():
        try:
            link_works(
                practice, Link.Relation.ANSWERS, form.cleaned_data["challenge"], by=request.user
            )
        except AlreadyLinked:
            messages.info(request, _("This link is there already."))
        return redirect(practice)
    return form_page(
        request, practice, form, title=_("Which problem does it answer?"), action=_("Link")
    )


@require_POST
def unlink(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a link back."""
    practice = owned(request, slug)
    if pk not in {bond.pk for bond in bonds_of(practice, viewer=request.user)}:
        return redirect(practice)
    unlink_works(
        get_object_or_404(Link.objects.touching(*ref_of(practice)), pk=pk), by=request.user
    )
    messages.success(request, _("Unlinked."))
    return redirect(practice)


@require_GET
@login_not_required
def of_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The practices of one municipality, and how they hang together."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    context = {
        "organisation": organisation,
        "own": own_map(organisation, viewer=request.user),
        "crumbs_up": [Way(organisation.name, organisation.get_absolute_url())],
    }
    return render_page(request, "practices/of_organisation.html", context)
