from django.urls import include, path

from innesto.contributions import views

app_name = "contributions"
of_exchange = [
    path("contributi/", views.index, name="index"),
    path("contributi/invito/", views.call, name="call"),
    path("contributi/nuovo/", views.new, name="new"),
]
one = [
    path("", views.detail, name="detail"),
    path("modifica/", views.edit, name="edit"),
    path("ritira/", views.withdraw, name="withdraw"),
    path("revisori/", views.reviewer, name="reviewer"),
    path("decisione/", views.decide, name="decide"),
    path("agenda/", views.schedule, name="schedule"),
]
urlpatterns = [
    path("scambi/<int:pk>/", include(of_exchange)),
    path("contributi/<int:pk>/", include(one)),
    path("contributi/revisioni/<int:pk>/", views.review, name="review"),
]
