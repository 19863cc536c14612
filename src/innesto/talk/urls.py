from django.urls import include, path

from innesto.talk.views import moderation, posts, reading, steering, threads

app_name = "talk"
one = [
    path("", threads.thread, name="thread"),
    path("rispondi/", threads.answer, name="answer"),
    path("segui/", reading.follow, name="follow"),
    path("gestisci/", steering.steer, name="steer"),
    path("dividi/", steering.split, name="split"),
    path("sposta/", steering.move, name="move"),
    path("unisci/", steering.join, name="join"),
    path("sondaggio/", steering.poll, name="poll"),
    path("vota/", threads.vote, name="vote"),
]
post = [
    path("", posts.post, name="post"),
    path("modifica/", posts.edit, name="edit"),
    path("versioni/", posts.versions, name="versions"),
    path("ritira/", posts.withdraw, name="withdraw"),
    path("reagisci/", posts.respond, name="react"),
    path("risolve/", posts.answered, name="answered"),
    path("segnala/", moderation.report, name="report"),
    path("giudica/", moderation.rule, name="rule"),
    path("ricorso/", moderation.appeal_against, name="appeal"),
    path("riesamina/", moderation.look_again, name="look-again"),
]
urlpatterns = [
    path("comunita/<slug:slug>/conversazioni/", threads.index, name="index"),
    path("comunita/<slug:slug>/conversazioni/nuova/", threads.new, name="new"),
    path("comunita/<slug:slug>/conversazioni/segui/", reading.follow_all, name="follow-all"),
    path("conversazioni/<int:pk>/", include(one)),
    path("messaggi/<int:pk>/", include(post)),
    path("messaggi/file/<int:pk>/", posts.file, name="file"),
    path("da-leggere/", reading.index, name="to-read"),
    path("da-leggere/tutto-letto/", reading.mark_all, name="mark-all"),
    path("moderazione/", moderation.queue, name="queue"),
]
