from django.urls import URLPattern, URLResolver, include, path

from innesto.quizzes.views import marking, taking, writing

app_name = "quizzes"
one_question = [
    path("", writing.question, name="write"),
    path("sposta/", writing.move, name="move"),
    path("copia/", writing.copy, name="copy"),
    path("togli/", writing.drop, name="drop"),
    path("prova/", writing.try_out, name="try"),
]
of_unit: list[URLPattern | URLResolver] = [
    path("", writing.edit, name="edit"),
    path("inizia/", taking.begin, name="begin"),
    path("regole/", writing.rules, name="rules"),
    path("analisi/", writing.analysis, name="analysis"),
    path("domande/nuova/<slug:kind>/", writing.new, name="new"),
    path("domande/<slug:key>/", include(one_question)),
]
one_attempt = [
    path("", taking.attempt, name="attempt"),
    path("consegna/", taking.hand_in, name="hand-in"),
    path("valuta/", marking.mark, name="mark"),
    path("<int:place>/", taking.question, name="question"),
    path("<int:place>/tieni/", taking.keep, name="keep"),
]
urlpatterns = [
    path("quiz/unita/<int:pk>/", include(of_unit)),
    path("quiz/tentativi/<int:pk>/", include(one_attempt)),
]
