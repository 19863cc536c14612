from django.urls import include, path

from innesto.opportunities import views

app_name = "opportunities"
one = [
    path("", views.detail, name="detail"),
    path("modifica/", views.edit, name="edit"),
    path("ritira/", views.withdraw, name="withdraw"),
]
urlpatterns = [
    path("opportunita/", views.index, name="index"),
    path("opportunita/nuova/", views.new, name="new"),
    path("opportunita/<int:pk>/", include(one)),
    path("comunita/<slug:slug>/opportunita/", views.of_community, name="of-community"),
    path(
        "comunita/<slug:slug>/opportunita/nuova/",
        views.new_in_community,
        name="new-in-community",
    ),
]
