"""The pages that nobody wants to see stand in the frame of the site all the same."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, permission_denied, server_error


def test_page_that_is_not_there_says_so_in_the_frame(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert '<p class="eyebrow">404</p>' in response.text
    assert "<footer" in response.text


@pytest.mark.parametrize(("view", "number"), [(bad_request, "400"), (permission_denied, "403")])
def test_refusal_says_so_in_words(view, number, nobody):
    request = RequestFactory().get("/")
    request.user = nobody

    page = view(request, Exception()).text

    assert f'<p class="eyebrow">{number}</p>' in page


def test_expired_form_says_that_nothing_was_sent(stranger):
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("accounts:erase"))

    assert response.status_code == 403
    assert '<p class="eyebrow">403</p>' in response.text


def test_breakdown_needs_neither_database_nor_context():
    page = server_error(RequestFactory().get("/")).text

    assert "È colpa nostra, non tua." in page
