"""All addresses of the site, one line a domain."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("innesto.accounts.urls")),
    path("", include("innesto.journal.urls")),
    path("", include("innesto.notifications.urls")),
    path("", include("innesto.toolkit.urls")),
    path("", include("innesto.organisations.urls")),
    path("", include("innesto.lineage.urls")),
    path("citta/", include("innesto.places.urls")),
    path("", include("innesto.programmes.urls")),
    path("temi/", include("innesto.themes.urls")),
    path("", include("innesto.exchanges.urls")),
    path("", include("innesto.portal.urls")),
]
