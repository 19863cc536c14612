from django.urls import path

from innesto.organisations.views import people, profile, register

app_name = "organisations"
urlpatterns = [
    path("organizzazioni/", register.index, name="index"),
    path("organizzazioni/nuova/", register.new, name="new"),
    path("organizzazioni/di/<str:ref>/", register.of_place, name="of-place"),
    path("organizzazioni/<slug:slug>/", register.detail, name="detail"),
    path("organizzazioni/<slug:slug>/modifica/", register.edit, name="edit"),
    path("organizzazioni/<slug:slug>/unisci/", register.merge, name="merge"),
    path("organizzazioni/<slug:slug>/partecipa/", people.join, name="join"),
    path("organizzazioni/<slug:slug>/uffici/nuovo/", profile.office_new, name="office-new"),
    path(
        "organizzazioni/<slug:slug>/uffici/<int:pk>/chiudi/",
        profile.office_close,
        name="office-close",
    ),
    path("organizzazioni/<slug:slug>/bisogni/nuovo/", profile.need_new, name="need-new"),
    path(
        "organizzazioni/<slug:slug>/bisogni/<int:pk>/ritira/",
        profile.need_withdraw,
        name="need-withdraw",
    ),
    path("organizzazioni/<slug:slug>/offerte/nuova/", profile.offer_new, name="offer-new"),
    path(
        "organizzazioni/<slug:slug>/offerte/<int:pk>/ritira/",
        profile.offer_withdraw,
        name="offer-withdraw",
    ),
    path("organizzazioni/<slug:slug>/chiusure/nuova/", profile.closure_new, name="closure-new"),
    path(
        "organizzazioni/<slug:slug>/chiusure/<int:pk>/riapri/",
        profile.closure_reopen,
        name="closure-reopen",
    ),
    path("colleghi/<int:pk>/conferma/", people.confirm, name="member-confirm"),
    path("colleghi/<int:pk>/referente/", people.referent, name="member-referent"),
    path("colleghi/<int:pk>/fine/", people.leave, name="member-leave"),
    path("per-chi-agisci/", people.acting, name="acting"),
    path("per-chi-agisci/<int:pk>/", people.act, name="act"),
]
