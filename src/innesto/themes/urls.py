from django.urls import path

from innesto.themes import views

app_name = "themes"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:key>/", views.detail, name="detail"),
]
