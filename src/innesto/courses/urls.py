from django.urls import URLPattern, URLResolver, include, path

from innesto.courses.views import (
    catalogue,
    content,
    discussing,
    files,
    learning,
    publishing,
    writing,
)

app_name = "courses"
section = [
    path("", writing.part_edit, name="part-edit"),
    path("cambia/", writing.part_change, name="part-change"),
    path("nuova-unita/", writing.unit_new, name="unit-new"),
    path("copia/", writing.copy, name="copy"),
]
course: list[URLPattern | URLResolver] = [
    path("", learning.detail, name="detail"),
    path("schema.json", learning.schema, name="json-ld"),
    path("inizia/", learning.enrol, name="enrol"),
    path("lascia/", learning.leave, name="leave"),
    path("conta/", learning.count, name="count"),
    path("discussione/", discussing.discussion, name="discussion"),
    path("scrivi/", writing.write, name="write"),
    path("modifica/", writing.edit, name="edit"),
    path("nuova-parte/", writing.part_new, name="part-new"),
    path("parte/<int:part>/", include(section)),
    path("autori/", writing.author_new, name="author-new"),
    path("autori/<int:author>/", writing.author_off, name="author-off"),
    path("chiedi/", publishing.ask, name="ask"),
    path("leggi/", publishing.review, name="review"),
    path("chiudi/", publishing.close, name="close"),
    path("gruppi/", publishing.cohorts, name="cohorts"),
    path("andamento/", publishing.figures, name="figures"),
]
unit = [
    path("", learning.unit, name="unit"),
    path("fatto/", learning.done, name="done"),
    path("qui/", learning.opened, name="opened"),
    path("minuto/", learning.position, name="position"),
    path("registrazione/<slug:size>/", files.recording, name="recording-file"),
    path("sottotitoli/<slug:language>/", files.captions, name="captions"),
    path("file/", files.document, name="document-file"),
    path("modifica/", writing.unit_edit, name="unit-edit"),
    path("cambia/", writing.unit_change, name="unit-change"),
    path("togli/", writing.unit_drop, name="unit-drop"),
    path("testo/", content.text, name="text"),
    path("registra/", content.recording, name="recording"),
    path("documento/", content.document, name="document"),
    path("pratica/", content.practice, name="practice"),
]
urlpatterns = [
    path("corsi/", catalogue.index, name="index"),
    path("corsi/miei/", catalogue.mine, name="mine"),
    path("corsi/nuovo/", writing.new, name="new"),
    path("corsi/unita/<int:pk>/", include(unit)),
    path("corsi/<slug:slug>/", include(course)),
    path("programmi/<slug:slug>/corsi/", catalogue.of_programme, name="of-programme"),
    path("organizzazioni/<slug:slug>/corsi/", publishing.of_organisation, name="of-organisation"),
]
