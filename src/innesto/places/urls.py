from django.urls import path

from innesto.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggerimenti/", views.suggest, name="suggestions"),
    path("<slug:ref>/", views.detail, name="detail"),
]
