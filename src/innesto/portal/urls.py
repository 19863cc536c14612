from django.urls import path

from innesto.portal.views import feeds, pages, saved

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("scrivania/", pages.desk, name="desk"),
    path("scrivania/programmi/", pages.programmes, name="programmes"),
    path("cerca/", pages.search, name="search"),
    path("cerca/simili/<slug:kind>/<int:number>/", pages.similar, name="similar"),
    path("cerca/salva/", saved.new, name="save-search"),
    path("cerca/salvate/", saved.index, name="saved-searches"),
    path("cerca/salvate/<int:pk>/nome/", saved.rename, name="rename-search"),
    path("cerca/salvate/<int:pk>/pausa/", saved.pause, name="pause-search"),
    path("cerca/salvate/<int:pk>/riprendi/", saved.resume, name="resume-search"),
    path("cerca/salvate/<int:pk>/elimina/", saved.delete, name="delete-search"),
    path("cerca/basta/<str:token>/", saved.stop, name="stop-search"),
    path("programmi/<slug:slug>/", pages.programme, name="programme"),
    path("comunita/<slug:slug>/segui/", feeds.follow, name="community-follow"),
    path("comunita/<slug:slug>/novita.atom", feeds.news, name="community-news"),
    path("comunita/<slug:slug>/novita/<str:token>.atom", feeds.news, name="community-news-of"),
    path("comunita/<slug:slug>/incontri.ics", feeds.meetings, name="community-meetings"),
    path(
        "comunita/<slug:slug>/incontri/<str:token>.ics",
        feeds.meetings,
        name="community-meetings-of",
    ),
    path("programmi/<slug:slug>/rilievi/", pages.findings, name="findings"),
    path("organizzazioni/<slug:organisation>/partecipa-a/", pages.doings, name="doings"),
    path("aiuto/", pages.help_page, name="help"),
    path("accessibilita/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("fonti/", pages.sources, name="sources"),
]
