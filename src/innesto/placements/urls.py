from django.urls import URLPattern, URLResolver, include, path

from innesto.placements.views import agreement, diary, lessons, pages, preparing

app_name = "placements"
agreed = [
    path("", agreement.agreement, name="agreement"),
    path("inizia/", agreement.begin, name="begin"),
    path("modifica/", agreement.terms, name="terms"),
    path("comunita/", agreement.across, name="across"),
    path("<int:side>/accetta/", agreement.accept, name="accept"),
    path("<int:side>/chi/", agreement.side, name="side"),
    path("<int:side>/persone/", agreement.delegate, name="delegate"),
    path("persone/<int:delegate>/togli/", agreement.undelegate, name="delegate-drop"),
]
noted = [
    path("", diary.diary, name="diary"),
    path("<int:note>/figura/", diary.picture, name="picture"),
    path("<int:note>/scegli/", diary.choose, name="choose"),
    path("<int:note>/condividi/", diary.share, name="share"),
    path("<int:note>/togli/", diary.drop, name="note-drop"),
]
legs: list[URLPattern | URLResolver] = [
    path("", pages.detail, name="detail"),
    path("ritratto/", pages.portfolio, name="portfolio"),
    path("accordo/", include(agreed)),
    path("prima/<int:side>/", preparing.prepare, name="prepare"),
    path("prima/<int:side>/elenco/", preparing.checklist, name="checklist"),
    path("diario/", include(noted)),
    path("lezioni/nuova/", lessons.new, name="lesson-new"),
    path("lezioni/<int:adaptation>/", lessons.edit, name="lesson-edit"),
    path("dopo/<int:side>/", lessons.later, name="later"),
]
urlpatterns = [
    path("programmi/<slug:slug>/scambi-di-personale/", pages.index, name="index"),
    path("scambi/<int:pk>/tappe/", include(legs)),
]
