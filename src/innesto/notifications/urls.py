from django.urls import path

from innesto.notifications import views

app_name = "notifications"
urlpatterns = [
    path("avvisi/", views.index, name="index"),
    path("avvisi/letti/", views.read_all, name="read_all"),
    path("avvisi/scelte/", views.choices, name="choices"),
    path("avvisi/scelte/<str:label>/", views.choices_of_space, name="choices-of-space"),
    path("avvisi/basta/<str:token>/", views.stop, name="stop"),
    path("avvisi/<int:pk>/apri/", views.follow, name="follow"),
]
