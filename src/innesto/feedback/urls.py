from django.urls import path

from innesto.feedback import views

app_name = "feedback"
urlpatterns = [
    path("scambi/<int:pk>/riscontro/", views.index, name="index"),
    path("scambi/<int:pk>/riscontro/chiedi/", views.ask, name="ask"),
    path("riscontro/<int:pk>/rispondi/", views.answer, name="answer"),
    path("riscontro/<int:pk>/esito/", views.results, name="results"),
    path("riscontro/<int:pk>/chiudi/", views.close, name="close"),
    path("riscontro/<int:pk>/testi/", views.texts, name="texts"),
    path("riscontro/<int:pk>/condividi/", views.share, name="share"),
    path("riscontro/ospite/<str:token>/", views.guest, name="guest"),
]
