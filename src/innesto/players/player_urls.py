"""Addresses of the player's origin; ``origin.py`` answers them, not the addresses of the site."""

from django.urls import path

from innesto.players.views import player, records

urlpatterns = [
    path("gioca/<str:word>/", player.frame, name="frame"),
    path("stato/<str:word>/", player.report, name="report"),
    path("file/<str:word>/<path:name>", player.file, name="file"),
    path("xapi/<str:word>/avvio/", records.fetch, name="fetch"),
    path("xapi/<str:word>/<path:resource>", records.resource, name="resource"),
]
