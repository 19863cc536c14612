from django.urls import include, path

from innesto.communities.views import register

app_name = "communities"
one = [
    path("entra/", register.join, name="join"),
]
urlpatterns = [
    path("comunita/", register.index, name="index"),
    path("comunita/<slug:slug>/", include(one)),
    path("programmi/<slug:slug>/comunita/", register.of_programme, name="of-programme"),
]
