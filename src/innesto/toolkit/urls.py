from django.urls import path

from innesto.toolkit import views

app_name = "toolkit"
urlpatterns = [
    path("stile/", views.style, name="style"),
    path("bozze/conserva/", views.keep, name="keep"),
    path("bozze/scarta/", views.drop, name="drop"),
    path("coda/", views.outbox, name="outbox"),
    path("senza-rete/", views.offline, name="offline"),
    path("service-worker.js", views.service_worker, name="service-worker"),
    path("app.webmanifest", views.manifest, name="manifest"),
]
