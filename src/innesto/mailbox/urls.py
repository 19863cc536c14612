from django.urls import path

from innesto.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("posta/", views.index, name="index"),
    path("posta/in-arrivo/", views.receive, name="receive"),
]
