from django.urls import include, path

from innesto.travel import views

app_name = "travel"
of_exchange = [
    path("", views.index, name="index"),
    path("nuovo/", views.new, name="new"),
    path("ospite/", views.guest, name="guest"),
    path("come-arrivare/", views.directions, name="directions"),
    path("viaggi.xlsx", views.sheet, name="sheet"),
]
urlpatterns = [
    path("scambi/<int:pk>/viaggi/", include(of_exchange)),
    path("viaggi/fattori/", views.factors, name="factors"),
    path("viaggi/<int:pk>/modifica/", views.edit, name="edit"),
    path("viaggi/<int:pk>/togli/", views.drop, name="drop"),
    path("programmi/<slug:slug>/viaggi/", views.of_programme, name="of-programme"),
    path("programmi/<slug:slug>/viaggi/viaggi.xlsx", views.programme_sheet, name="programme-sheet"),
]
