from django.urls import include, path

from innesto.presence.views import certificates, codes, roll

app_name = "presence"
of_exchange = [
    path("", roll.sheet, name="sheet"),
    path("segna/", roll.mark, name="mark"),
    path("aggiungi/", roll.walk_in, name="walk-in"),
    path("vado/", roll.leave, name="leave"),
    path("<int:attendance>/correggi/", roll.correct, name="correct"),
    path("qui/", codes.here, name="here"),
    path("cartello/", codes.sign, name="sign"),
    path("persona/<str:token>/", codes.scan, name="scan"),
    path("attestati/", certificates.of_exchange, name="certificates"),
    path("attestati/rilascia/", certificates.issue, name="issue"),
]
urlpatterns = [
    path("scambi/<int:pk>/presenza/", include(of_exchange)),
    path("attestati/", certificates.index, name="index"),
    path("attestati/<str:code>/", certificates.certificate, name="certificate"),
    path("attestati/<str:code>/pdf/", certificates.paper, name="paper"),
    path("attestati/<str:code>/revoca/", certificates.revoke, name="revoke"),
]
