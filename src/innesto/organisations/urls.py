from django.urls import include, path

from innesto.organisations.views import people, profile, register

app_name = "organisations"
one = [
    path("", register.detail, name="detail"),
    path("modifica/", register.edit, name="edit"),
    path("unisci/", register.merge, name="merge"),
    path("partecipa/", people.join, name="join"),
    path("uffici/nuovo/", profile.office_new, name="office-new"),
    path("uffici/<int:pk>/chiudi/", profile.office_close, name="office-close"),
    path("bisogni/nuovo/", profile.need_new, name="need-new"),
    path("bisogni/<int:pk>/ritira/", profile.need_withdraw, name="need-withdraw"),
    path("offerte/nuova/", profile.offer_new, name="offer-new"),
    path("offerte/<int:pk>/ritira/", profile.offer_withdraw, name="offer-withdraw"),
    path("chiusure/nuova/", profile.closure_new, name="closure-new"),
    path("chiusure/<int:pk>/riapri/", profile.closure_reopen, name="closure-reopen"),
]
urlpatterns = [
    path(
        "organizzazioni/",
        include(
            [
                path("", register.index, name="index"),
                path("suggerimenti/", register.suggest, name="suggestions"),
                path("nuova/", register.new, name="new"),
                path("di/<str:ref>/", register.of_place, name="of-place"),
                path("<slug:slug>/", include(one)),
            ]
        ),
    ),
    path("colleghi/<int:pk>/conferma/", people.confirm, name="member-confirm"),
    path("colleghi/<int:pk>/referente/", people.referent, name="member-referent"),
    path("colleghi/<int:pk>/fine/", people.leave, name="member-leave"),
    path("per-chi-agisci/", people.acting, name="acting"),
    path("per-chi-agisci/<int:pk>/", people.act, name="act"),
]
