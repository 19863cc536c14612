from django.urls import path

from innesto.correspondence import views

app_name = "correspondence"
urlpatterns = [
    path("corrispondenza/", views.index, name="index"),
    path("corrispondenza/<int:pk>/", views.detail, name="detail"),
    path("corrispondenza/copie/<int:pk>/rispondi/", views.answer, name="answer"),
    path("corrispondenza/allegati/<int:pk>/", views.file, name="file"),
    path("programmi/<slug:slug>/messaggi/", views.of_programme, name="of-programme"),
    path("programmi/<slug:slug>/messaggi/nuovo/", views.new, name="new"),
]
