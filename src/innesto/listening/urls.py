from django.urls import path

from innesto.listening import views

app_name = "listening"
urlpatterns = [
    path("ascolto/", views.home, name="home"),
    path("ascolto/disponibile/", views.listen, name="listen"),
    path("ascolto/chiedi/", views.ask, name="ask"),
    path("ascolto/domande/<slug:handle>/", views.plea, name="plea"),
    path("ascolto/domande/<slug:handle>/firma/", views.sign, name="sign"),
    path("ascolto/domande/<slug:handle>/chiudi/", views.close, name="close"),
    path("ascolto/cerchi/nuovo/", views.new_circle, name="new-circle"),
    path("ascolto/cerchi/<slug:handle>/", views.circle, name="circle"),
    path("ascolto/cerchi/<slug:handle>/entra/", views.enter, name="enter"),
    path("ascolto/cerchi/<slug:handle>/invita/", views.invite, name="invite"),
    path("ascolto/cerchi/<slug:handle>/esci/", views.leave, name="leave"),
]
