"""How a view answers: a whole page or the part that was asked for, and who is let in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Render a page, or only the part of it that htmx asked for.

    The partial, the element's id and the htmx target share one name: a request aimed at
    ``#results`` gets ``{% partialdef results %}`` of the same template, same context. A page whose
    ``form`` was refused answers 422.
    """
    form = context.get("form")
    if status == 200 and isinstance(form, BaseForm) and form.errors:
        status = 422
    # htmx 2 sends "results", htmx 4 sends "section#results".
    target = request.headers.get("HX-Target", "").rpartition("#")[2]
    name = f"{template}#{target}" if target in parts else template
    response = render(request, name, dict(context), status=status)
    if parts:
        patch_vary_headers(response, ["HX-Target"])
    return response


def same_for_visitors[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """Say that visitors without an account all get the same page, until something is done.

    A middleware may then keep it. What such a view shows a visitor must follow from its address,
    the language, the day, and from what the journal tells of.
    """
    view.same_for_visitors = True  # type: ignore[attr-defined]
    return view


def one_or_404[T](found: Sequence[T]) -> T:
    """Return the one thing a prepared question found, or answer 404."""
    if not found:
        raise Http404
    return found[0]


def require(permitted: bool) -> None:
    """Let pass or answer 403: ``require(rules.can_publish(user, practice))``."""
    if not permitted:
        raise PermissionDenied


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or None when the form is only being opened.

    Not ``request.POST or None``: a form whose fields are all optional may be sent empty.
    """
    return request.POST if request.method == "POST" else None
