from django.urls import URLPattern, URLResolver, include, path

from innesto.questions.views import answering, articles, asking, experts, leading, reading

app_name = "questions"
one: list[URLPattern | URLResolver] = [
    path("", reading.detail, name="detail"),
    path("correggi/", asking.change, name="change"),
    path("prendi/", answering.take, name="take"),
    path("restituisci/", answering.give_back, name="give-back"),
    path("prolunga/", answering.prolong, name="prolong"),
    path("rispondi/", answering.answer, name="answer"),
    path("commenta/", answering.comment, name="comment"),
    path("risposte/<int:answer>/utile/", answering.useful, name="useful"),
    path("risposte/<int:answer>/accetta/", answering.accept, name="accept"),
    path("riapri/", answering.reopen, name="reopen"),
    path("inoltra/", leading.escalate, name="escalate"),
    path("passi/<int:step>/incontro/", leading.agree, name="agree"),
    path("chiudi/", leading.lock, name="lock"),
    path("archivia/", leading.archive, name="archive"),
    path("articolo/", articles.begin, name="begin-article"),
]
community: list[URLPattern | URLResolver] = [
    path("domande/", reading.index, name="index"),
    path("domande/nuova/", asking.new, name="new"),
    path("domande/promessa/", leading.promise, name="promise"),
    path("domande/<int:number>/", include(one)),
    path("esperti/", experts.of_community, name="experts"),
    path("esperti/nuovo/", experts.new, name="new-expert"),
    path("esperti/<int:expert>/", experts.edit, name="edit-expert"),
    path("esperti/<int:expert>/togli/", experts.end, name="end-expert"),
    path("articoli/", articles.index, name="articles"),
    path("articoli/<int:number>/", articles.detail, name="article"),
    path("articoli/<int:number>/modifica/", articles.edit, name="edit-article"),
    path("articoli/<int:number>/pubblica/", articles.publish, name="publish-article"),
]
urlpatterns = [
    path("esperti/", experts.index, name="directory"),
    path("comunita/<slug:slug>/", include(community)),
]
