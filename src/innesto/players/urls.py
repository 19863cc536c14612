from django.urls import path

from innesto.players.views import courses

app_name = "players"
urlpatterns = [
    path("corsi/unita/<int:pk>/pacchetto/", courses.play, name="play"),
    path("corsi/unita/<int:pk>/pacchetto/importa/", courses.edit, name="edit"),
    path("corsi/<slug:slug>/pacchetto/", courses.export, name="export"),
]
