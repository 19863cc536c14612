"""All addresses of the site, one line a domain."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("innesto.accounts.urls")),
    path("lingua/", login_not_required(set_language), name="set_language"),
    path("stile/", include("innesto.toolkit.urls")),
    path("", include("innesto.organisations.urls")),
]
