from django.urls import path

from innesto.toolkit import views

app_name = "toolkit"
urlpatterns = [
    path("stile/", views.style, name="style"),
    path("bozze/conserva/", views.keep, name="keep"),
    path("bozze/scarta/", views.drop, name="drop"),
]
