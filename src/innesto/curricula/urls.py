from django.urls import URLPattern, URLResolver, include, path

from innesto.curricula.views import frameworks, reading, writing

app_name = "curricula"
module = [
    path("", writing.module_edit, name="module-edit"),
    path("competenze/", writing.module_competences, name="module-competences"),
    path("sposta/", writing.module_move, name="module-move"),
    path("togli/", writing.module_drop, name="module-drop"),
]
one: list[URLPattern | URLResolver] = [
    path("", reading.detail, name="detail"),
    path("versioni/", reading.versions, name="versions"),
    path("scrivi/", writing.outline, name="outline"),
    path("modifica/", writing.edit, name="edit"),
    path("moduli/nuovo/", writing.module_new, name="module-new"),
    path("moduli/<int:pk>/", include(module)),
    path("pubblica/", writing.publish, name="publish"),
    path("ritira/", writing.withdraw, name="withdraw"),
    path("traduzioni/<slug:language>/", writing.translate, name="translate"),
    path("autori/", writing.authors, name="authors"),
    path("autori/<int:pk>/togli/", writing.author_release, name="author-release"),
]
urlpatterns = [
    path("curricoli/", reading.index, name="index"),
    path("curricoli/nuovo/", writing.new, name="new"),
    path("curricoli/<slug:slug>/", include(one)),
    path("competenze/", frameworks.index, name="frameworks"),
    path("competenze/carica/", frameworks.add, name="framework-add"),
    path("competenze/<slug:key>/", frameworks.detail, name="framework"),
    path("programmi/<slug:slug>/curricoli/", reading.of_programme, name="of-programme"),
    path("programmi/<slug:slug>/curricoli/nuovo/", writing.new_in, name="new-in"),
]
