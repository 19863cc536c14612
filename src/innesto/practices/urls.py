from django.urls import path

from innesto.practices.views import adoption, catalogue, course, reading, writing

app_name = "practices"
HOME = "buone-pratiche/"
SHEET = f"{HOME}<slug:slug>/"
ADOPTION = "adozioni/<int:pk>/"
urlpatterns = [
    path(HOME, catalogue.index, name="index"),
    path(f"{HOME}atom/", catalogue.feed, name="feed"),
    path(f"{HOME}confronta/", catalogue.compare, name="compare"),
    path("adozioni/", adoption.mine, name="adoptions"),
    path("adozioni/richiami/<int:pk>/", adoption.follow_up, name="follow-up"),
    path(ADOPTION, adoption.detail, name="adoption"),
    path(f"{ADOPTION}accetta/<slug:side>/", adoption.agree, name="adoption-agree"),
    path(f"{ADOPTION}respingi/", adoption.decline, name="adoption-decline"),
    path(f"{ADOPTION}avanti/", adoption.move, name="adoption-move"),
    path(f"{ADOPTION}diario/", adoption.log, name="adoption-log"),
    path(f"{ADOPTION}risultato/", adoption.finish, name="adoption-finish"),
    path(f"{ADOPTION}pausa/", adoption.pause, name="adoption-pause"),
    path(f"{ADOPTION}riprendi/", adoption.resume, name="adoption-resume"),
    path(f"{ADOPTION}ritira/", adoption.withdraw, name="adoption-withdraw"),
    path(f"{ADOPTION}passa/", adoption.hand_over, name="adoption-hand-over"),
    path(f"{HOME}nuova/", writing.new, name="new"),
    path(f"{HOME}file/<slug:kind>/<int:pk>/", reading.file, name="file"),
    path("programmi/<slug:slug>/pratiche/", catalogue.of_programme, name="of-programme"),
    path("programmi/<slug:slug>/pratiche/esame/", course.blind, name="blind"),
    path(SHEET, reading.detail, name="detail"),
    path(f"{SHEET}adotta/", adoption.adopt, name="adopt"),
    path(f"{SHEET}json-ld/", reading.linked_data, name="json-ld"),
    path(f"{SHEET}scrivi/<slug:step>/", writing.edit, name="edit"),
    path(f"{SHEET}prove/", writing.proofs, name="proofs"),
    path(f"{SHEET}prove/nuova/", writing.evidence_new, name="evidence-new"),
    path(f"{SHEET}prove/<int:pk>/", writing.evidence_edit, name="evidence-edit"),
    path(f"{SHEET}prove/<int:pk>/togli/", writing.evidence_remove, name="evidence-remove"),
    path(f"{SHEET}atti/nuovo/", writing.act_new, name="act-new"),
    path(f"{SHEET}atti/<int:pk>/togli/", writing.act_remove, name="act-remove"),
    path(f"{SHEET}immagini/nuova/", writing.picture_new, name="picture-new"),
    path(f"{SHEET}immagini/<int:pk>/togli/", writing.picture_remove, name="picture-remove"),
    path(f"{SHEET}invia/", writing.submit, name="submit"),
    path(f"{SHEET}butta/", writing.discard, name="discard"),
    path(f"{SHEET}esamina/", course.review, name="review"),
    path(f"{SHEET}parere/", course.opinion, name="opinion"),
    path(f"{SHEET}verifica/", course.check, name="check"),
    path(f"{SHEET}verifica/chiedi/", course.recheck, name="recheck"),
    path(f"{SHEET}archivia/", course.archive, name="archive"),
    path(f"{SHEET}riprendi/", course.revive, name="revive"),
    path(f"{SHEET}versioni/", reading.versions, name="versions"),
    path(f"{SHEET}versioni/<int:revision>/", reading.version, name="version"),
]
