from django.urls import include, path

from innesto.packs import views

app_name = "packs"
of_exchange = [
    path("", views.pack, name="pack"),
    path("pdf/", views.document, name="document"),
    path("scrivi/", views.write, name="write"),
]
urlpatterns = [path("scambi/<int:pk>/da-portare/", include(of_exchange))]
