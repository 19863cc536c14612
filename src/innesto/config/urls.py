"""All addresses of the site, one line a domain."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("innesto.accounts.urls")),
]
