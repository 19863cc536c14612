from django.urls import include, path

from innesto.courses.views import catalogue, learning, writing

app_name = "courses"
course = [
    path("", learning.detail, name="detail"),
    path("inizia/", learning.enrol, name="enrol"),
    path("scrivi/", writing.write, name="write"),
]
unit = [
    path("", learning.unit, name="unit"),
    path("fatto/", learning.done, name="done"),
    path("qui/", learning.opened, name="opened"),
    path("minuto/", learning.position, name="position"),
    path("testo/", writing.text, name="text"),
]
urlpatterns = [
    path("corsi/", catalogue.index, name="index"),
    path("corsi/unita/<int:pk>/", include(unit)),
    path("corsi/<slug:slug>/", include(course)),
]
