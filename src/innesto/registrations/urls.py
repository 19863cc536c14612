from django.urls import URLPattern, URLResolver, include, path

from innesto.registrations.views import asking, by_link, naming, people, running

app_name = "registrations"
one = [
    path("", people.detail, name="detail"),
    path("accetta/", asking.accept, name="accept"),
    path("rifiuta/", asking.decline, name="decline"),
    path("rinuncia/", asking.withdraw, name="withdraw"),
    path("prima/", asking.follow_up, name="follow-up"),
    path("sostituisci/", naming.substitute, name="substitute"),
    path("ammetti/", running.admit, name="admit"),
    path("non-ammettere/", running.refuse, name="refuse"),
]
at_exchange: list[URLPattern | URLResolver] = [
    path("persone/", people.people, name="people"),
    path("persone/iscriviti/", asking.register, name="register"),
    path("persone/indica/", naming.nominate, name="nominate"),
    path("persone/invita/", running.invite, name="invite"),
    path("persone/esigenze/", people.needs, name="needs"),
    path("persone/<int:registration>/", include(one)),
    path("iscrizioni/", running.opening, name="opening"),
    path("iscrizioni/quota/", running.quota, name="quota"),
    path("iscrizioni/quota/<int:quota>/togli/", running.quota_drop, name="quota-drop"),
    path("iscrizioni/domanda/", running.question, name="question"),
    path("iscrizioni/domanda/<int:question>/togli/", running.question_drop, name="question-drop"),
]
urlpatterns = [
    path("scambi/<int:pk>/", include(at_exchange)),
    path("iscrizioni/<str:token>/", by_link.mine, name="mine"),
]
