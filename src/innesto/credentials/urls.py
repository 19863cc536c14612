from django.urls import include, path

from innesto.credentials.views import awarding, issuing, verifying

app_name = "credentials"
of_issuer = [
    path("", issuing.issuer, name="issuer"),
    path("did.json", issuing.keys, name="keys"),
    path("stato/<int:number>/", issuing.status, name="status"),
    path("stato/<int:number>/jwt/", issuing.status_token, name="status-token"),
]
of_achievement = [
    path("", awarding.achievement, name="achievement"),
    path("immagine.svg", awarding.image, name="image"),
    path("modifica/", awarding.edit, name="edit"),
    path("apri-o-chiudi/", awarding.move, name="move"),
    path("assegna/", awarding.award, name="award"),
]
of_organisation = [
    path("", awarding.index, name="achievements"),
    path("nuovo/", awarding.new, name="new"),
    path("chiave/", awarding.change_key, name="change-key"),
]
one = [
    path("", verifying.credential, name="credential"),
    path("visibilita/", verifying.show, name="show"),
    path("revoca/", verifying.revoke, name="revoke"),
    path("file/<slug:kind>/", verifying.download, name="download"),
]
urlpatterns = [
    path("credenziali/", verifying.index, name="index"),
    path("credenziali/emittenti/<str:code>/", include(of_issuer)),
    path("credenziali/riconoscimenti/<int:pk>/", include(of_achievement)),
    path("organizzazioni/<slug:slug>/credenziali/", include(of_organisation)),
    path("credenziali/<str:code>/", include(one)),
]
