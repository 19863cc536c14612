from django.urls import URLPattern, URLResolver, include, path

from innesto.cascade.views import answers, directory, people, programme, trainings

app_name = "cascade"
one = [
    path("", trainings.training, name="training"),
    path("modifica/", trainings.edit, name="edit"),
    path("ritira/", trainings.withdraw, name="withdraw"),
    path("persone/", people.group_new, name="group-new"),
    path("persone/<int:group>/togli/", people.group_drop, name="group-drop"),
    path("persone/tolta/<int:trainee>/", people.trainee_drop, name="trainee-drop"),
    path("prove/", people.evidence_new, name="evidence-new"),
    path("prove/<int:evidence>/", people.evidence, name="evidence"),
    path("prove/<int:evidence>/togli/", people.evidence_drop, name="evidence-drop"),
    path("testimone/", people.witness_new, name="witness-new"),
    path("presente/", answers.answer, name="answer"),
    path("testimonia/", answers.testify, name="testify"),
]
given: list[URLPattern | URLResolver] = [
    path("", trainings.log, name="log"),
    path("nuova/", trainings.new, name="new"),
    path("sessione/", trainings.new_session, name="new-session"),
    path("<int:pk>/", include(one)),
]
of_programme = [
    path("", programme.index, name="of-programme"),
    path("albero/", programme.tree, name="tree"),
    path("custode/", programme.steward, name="steward"),
    path("verifica/", programme.review, name="review"),
]
urlpatterns = [
    path("formatori/", directory.index, name="trainers"),
    path("formatori/proponiti/", directory.offer, name="offer"),
    path("formatori/lascia/", directory.leave, name="leave"),
    path("formatori/<int:pk>/", directory.trainer, name="trainer"),
    path("formatori/formazioni/", include(given)),
    path("formatori/presente/<str:token>/", answers.present, name="present"),
    path("programmi/<slug:slug>/formazioni/", include(of_programme)),
]
