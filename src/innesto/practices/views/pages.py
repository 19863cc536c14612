"""What pages of practices share: the way back up, and the page that asks one thing."""

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from innesto.accounts.http import SignedIn
from innesto.practices.models import Practice
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page


def way_up(practice: Practice | None = None) -> list[Link]:
    """Return the pages above a page of a practice, or of all of them."""
    links = [Link(_("Good practices"), reverse("practices:index"))]
    return [*links, Link(practice.title, practice.get_absolute_url())] if practice else links


def form_page(
    request: SignedIn,
    practice: Practice | None,
    form: BaseForm,
    *,
    title: str,
    action: str,
    lead: str = "",
    back: Link | None = None,
    draft: Drafting | None = None,
) -> HttpResponse:
    """Draw a page that asks one thing: its form, its verb, and the way out.

    ``back`` is the page one came from when it is not that of the practice; it ends the way up.
    """
    way = [*way_up(practice), *([back] if back else [])]
    context = {
        "form": form,
        "draft": draft,
        "title": title,
        "eyebrow": practice.title if practice else "",
        "lead": lead,
        "action": action,
        "back": way[-1].url,
        "crumbs_up": way,
    }
    return render_page(request, "practices/form.html", context)
