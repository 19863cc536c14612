from django.urls import include, path

from innesto.agendas.views import programme, questions, room, session, speakers

app_name = "agendas"
of_exchange = [
    path("programma/", programme.programme, name="programme"),
    path("programma/inizia/", programme.begin, name="begin"),
    path("programma/nuova/", programme.new, name="new"),
    path("programma/programma.ics", programme.file, name="file"),
    path("stanza/", room.room, name="room"),
    path("stanza/entra/", room.enter, name="enter"),
    path("stanza/chiudi/", room.close, name="close"),
    path("stanza/regole/", room.set_up, name="set-up"),
    path("stanza/registrazioni/", room.collect, name="collect"),
    path("domande/", questions.questions, name="questions"),
]
of_session = [
    path("", session.session, name="session"),
    path("modifica/", programme.edit, name="edit"),
    path("sposta/", programme.move, name="move"),
    path("togli/", programme.drop, name="drop"),
    path("esito/", session.result, name="result"),
    path("chi-parla/", session.speakers, name="speaker-new"),
    path("materiali/", session.materials, name="material-new"),
    path("pratiche/", session.practices, name="practice"),
    path("gruppi/", session.teams, name="team-new"),
    path("conversazione/", session.discussion, name="discussion"),
]
urlpatterns = [
    path("scambi/<int:pk>/", include(of_exchange)),
    path("sessioni/<int:pk>/", include(of_session)),
    path("sessioni/relatori/<int:pk>/togli/", session.speaker_drop, name="speaker-drop"),
    path("sessioni/materiali/<int:pk>/", session.material, name="material"),
    path("sessioni/materiali/<int:pk>/togli/", session.material_drop, name="material-drop"),
    path("sessioni/gruppi/<int:pk>/", session.team, name="team"),
    path("registrazioni/<int:pk>/mostra/", room.show, name="recording-show"),
    path("domande-dal-vivo/<int:pk>/voto/", questions.vote, name="vote"),
    path("domande-dal-vivo/<int:pk>/stato/", questions.sort, name="sort"),
    path("domande-dal-vivo/<int:pk>/risposta/", questions.answer, name="answer"),
    path("relatori/", speakers.index, name="speakers"),
    path("relatori/io/", speakers.offer, name="offer"),
    path("relatori/io/togli/", speakers.leave, name="leave"),
    path("relatori/<int:pk>/", speakers.speaker, name="speaker"),
]
