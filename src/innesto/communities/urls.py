from django.urls import include, path

from innesto.communities.views import bridges, front, life, members, register

app_name = "communities"
one = [
    path("", front.front, name="front"),
    path("carta/", life.charter, name="charter"),
    path("modifica/", life.edit, name="edit"),
    path("vita/", life.life, name="life"),
    path("vita/stadio/", life.stage, name="stage"),
    path("chiudi/", life.close, name="close"),
    path("riapri/", life.reopen, name="reopen"),
    path("sezioni/nuova/", register.new_section, name="section-new"),
    path("entra/", members.join, name="join"),
    path("persone/", members.index, name="members"),
    path("persone/invita/", members.invite, name="invite"),
    path("persone/<int:pk>/", members.change, name="member"),
    path("persone/<int:pk>/accogli/", members.confirm, name="member-confirm"),
    path("persone/<int:pk>/esci/", members.leave, name="member-leave"),
    path("inviti/<int:pk>/ritira/", members.take_back, name="invitation-back"),
    path("ponti/", bridges.index, name="bridges"),
    path("ponti/offri/<str:kind>/<int:number>/", bridges.offer, name="bridge-offer"),
    path("ponti/<int:pk>/accetta/", bridges.accept, name="bridge-accept"),
    path("ponti/<int:pk>/rifiuta/", bridges.decline, name="bridge-decline"),
    path("ponti/<int:pk>/togli/", bridges.end, name="bridge-end"),
]
urlpatterns = [
    path("comunita/", register.index, name="index"),
    path("comunita/nuova/", register.new, name="new"),
    path("comunita/<slug:slug>/", include(one)),
    path("programmi/<slug:slug>/comunita/", register.of_programme, name="of-programme"),
    path("programmi/<slug:slug>/comunita/apri/", register.open_all, name="open-all"),
    path("programmi/<slug:slug>/comunita/nuova/", register.new_in_programme, name="new-in"),
]
