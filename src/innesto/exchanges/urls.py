from django.urls import include, path

from innesto.exchanges.views import (
    by_hand,
    calendar,
    cases,
    files,
    ideas,
    meetings,
    plans,
    progress,
    trials,
)

app_name = "exchanges"
of_programme = [
    path("scambi/", meetings.index, name="index"),
    path("scambi/nuovo/", by_hand.new, name="new"),
    path("scambi/avanzamento/", progress.progress, name="progress"),
    path("scambi/visite/<slug:strand>/", progress.visits, name="visits"),
    path("scambi/calendario.ics", calendar.programme_feed, name="feed"),
    path("piano/", plans.plans, name="plans"),
    path("piano/<int:pk>/", plans.plan, name="plan"),
    path("piano/<int:pk>/ferma/", plans.stop, name="plan-stop"),
    path("piano/<int:pk>/pubblica/", plans.publish, name="plan-publish"),
    path("piano/<int:pk>/scegli/", plans.wish, name="wish"),
    path("piano/<int:pk>/e-se/", trials.trial, name="trial"),
    path("piano/<int:pk>/rimedia/", trials.mend, name="mend"),
    path("piano/<int:pk>/adotta/", trials.adopt, name="trial-adopt"),
    path("piano/<int:pk>/confronta/<int:other>/", trials.compare, name="compare"),
    path("piano/<int:pk>/piano.pdf", files.document, name="plan-document"),
    path("piano/<int:pk>/piano.xlsx", files.sheet, name="plan-sheet"),
    path("piano/<int:pk>/piano.ics", files.dates, name="plan-dates"),
    path("piano/in-linea/", plans.online, name="online"),
    path("scelte/<int:pk>/togli/", plans.unwish, name="unwish"),
]
one = [
    path("", meetings.detail, name="detail"),
    path("scambio.ics", calendar.file, name="file"),
    path("pratiche/", cases.name, name="case"),
    path("idee/", ideas.note, name="idea"),
    path("luogo/", meetings.arrange, name="arrange"),
    path("sposta/", by_hand.move, name="move"),
    path("annulla/", meetings.call_off, name="call-off"),
    path("salta/", meetings.unsettle, name="unsettle"),
    path("svolto/", meetings.hold, name="hold"),
]
urlpatterns = [
    path("programmi/<slug:slug>/", include(of_programme)),
    path("scambi/<int:pk>/", include(one)),
    path("idee/<int:pk>/togli/", ideas.drop, name="idea-drop"),
    path("posti/<int:pk>/accetta/", meetings.accept, name="accept"),
    path("posti/<int:pk>/rifiuta/", meetings.decline, name="decline"),
    path("calendario/", calendar.calendar, name="calendar"),
    path("calendario/indirizzo/", calendar.renew, name="feed-renew"),
    path("calendario/<str:token>.ics", calendar.personal_feed, name="personal-feed"),
]
