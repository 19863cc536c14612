from django.urls import path

from innesto.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("scrivania/", views.desk, name="desk"),
    path("scrivania/programmi/", views.programmes, name="programmes"),
    path("cerca/", views.search, name="search"),
    path("cerca/simili/<slug:kind>/<int:number>/", views.similar, name="similar"),
    path("programmi/<slug:slug>/", views.programme, name="programme"),
    path("programmi/<slug:slug>/rilievi/", views.findings, name="findings"),
    path("aiuto/", views.help_page, name="help"),
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("fonti/", views.sources, name="sources"),
]
