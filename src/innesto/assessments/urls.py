from django.urls import include, path

from innesto.assessments.views import own, rounds

app_name = "assessments"
one = [
    path("", own.detail, name="detail"),
    path("domande/<int:step>/", own.answer, name="answer"),
    path("elimina/", own.discard, name="discard"),
    path("suggerimento/", own.follow, name="follow"),
]
a_round = [
    path("", rounds.detail, name="round"),
    path("rispondi/", rounds.join, name="join"),
    path("chiudi/", rounds.close, name="close"),
    path("bisogno/", rounds.state, name="state-need"),
]
urlpatterns = [
    path("autovalutazioni/", own.index, name="index"),
    path("autovalutazioni/nuova/", own.new, name="new"),
    path("autovalutazioni/<int:pk>/", include(one)),
    path("autovalutazioni/tornate/<int:pk>/", include(a_round)),
    path("programmi/<slug:slug>/autovalutazioni/", rounds.of_programme, name="of-programme"),
    path("programmi/<slug:slug>/autovalutazioni/nuova/", rounds.new_in, name="new-in"),
    path("organizzazioni/<slug:slug>/autovalutazioni/", rounds.of_body, name="of-body"),
    path(
        "organizzazioni/<slug:slug>/autovalutazioni/nuova/", own.new_for_body, name="new-for-body"
    ),
    path("organizzazioni/<slug:slug>/autovalutazioni/chiedi/", rounds.ask_staff, name="ask-staff"),
]
