from django.urls import include, path

from innesto.deposits.views import guidelines, reading, writing

app_name = "deposits"
one = [
    path("", reading.detail, name="detail"),
    path("versione/", writing.version_new, name="version-new"),
    path("modifica/", writing.edit, name="edit"),
    path("ritira/", writing.withdraw, name="withdraw"),
    path("ripristina/", writing.restore, name="restore"),
    path("usiamo/", writing.reuse, name="reuse"),
    path("file/<int:number>/", reading.file, name="file"),
    path("sottotitoli/<int:number>/", reading.captions, name="captions"),
    path("anteprima/<int:number>/", reading.preview, name="preview"),
]
guideline = [
    path("", guidelines.detail, name="guideline"),
    path("pubblica/", guidelines.publish, name="guideline-publish"),
    path("sezioni/nuova/", guidelines.section_new, name="section-new"),
    path("sezioni/<int:section>/", guidelines.section_edit, name="section-edit"),
    path("sezioni/<int:section>/togli/", guidelines.section_drop, name="section-drop"),
]
urlpatterns = [
    path("comunita/<slug:slug>/depositi/", reading.index, name="index"),
    path("comunita/<slug:slug>/depositi/nuovo/", writing.new, name="new"),
    path("comunita/<slug:slug>/linee-guida/nuova/", guidelines.new, name="guideline-new"),
    path("depositi/<int:pk>/", include(one)),
    path("linee-guida/<int:pk>/", include(guideline)),
    path("strumenti/", reading.tools_index, name="tools"),
]
