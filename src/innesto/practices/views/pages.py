"""What pages of practices share: the way back up, and the page that asks one thing."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from innesto.practices.models import Practice
from innesto.toolkit.dossiers import Cover, Dossier
from innesto.toolkit.frame import Link


def way_up(practice: Practice | None = None) -> list[Link]:
    """Return the pages above a page of a practice, or of all of them."""
    links = [Link(_("Good practices"), reverse("practices:index"))]
    return [*links, Link(practice.title, practice.get_absolute_url())] if practice else links


def _cover(
    _request: HttpRequest, practice: Practice | None, _known: Mapping[str, Any]
) -> Cover[None]:
    """Return what stands around a page of a practice, or of all of them."""
    name, key = (practice.title, practice.slug) if practice else ("", "")
    return Cover(name=name, key=key, reader=None, way_back=way_up(practice))


form_page = Dossier(_cover).form_page
