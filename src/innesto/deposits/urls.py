from django.urls import include, path

from innesto.deposits.views import reading, writing

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
urlpatterns = [
    path("comunita/<slug:slug>/depositi/", reading.index, name="index"),
    path("comunita/<slug:slug>/depositi/nuovo/", writing.new, name="new"),
    path("depositi/<int:pk>/", include(one)),
    path("strumenti/", reading.tools_index, name="tools"),
]
