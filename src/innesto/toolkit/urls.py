from django.urls import path

from innesto.toolkit import views

app_name = "toolkit"
urlpatterns = [
    path("", views.style, name="style"),
]
