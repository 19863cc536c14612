from django.urls import path

from innesto.journal import views

app_name = "journal"
urlpatterns = [
    path("registro/", views.register, name="register"),
]
