from django.urls import include, path

from innesto.awards import views

app_name = "awards"
one = [
    path("", views.award, name="award"),
    path("comincia/", views.begin, name="begin"),
    path("modifica/", views.lay_out, name="lay-out"),
    path("chiedi/", views.require_new, name="require"),
]
urlpatterns = [
    path("credenziali/percorsi/<int:pk>/", include(one)),
    path("credenziali/percorsi/requisiti/<int:pk>/togli/", views.require_less, name="require-less"),
    path("credenziali/percorsi/requisiti/<int:pk>/testimone/", views.ask, name="ask"),
    path("credenziali/percorsi/testimonianze/<int:pk>/", views.testify, name="testify"),
    path("credenziali/percorsi/candidature/<int:pk>/rilascia/", views.give, name="give"),
]
