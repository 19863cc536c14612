from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from innesto.accounts import views
from innesto.accounts.queries import example_persons

# The page calls the query, and gets nobody where there is no demo.
sign_in = account.LoginView.as_view(extra_context={"example_persons": example_persons})

# allauth finds its own pages by these names; it never asks for a password page, so none is here.
entrance = [
    path("", sign_in, name="account_login"),
    path("codice/", account.confirm_login_code, name="account_confirm_login_code"),
    path("passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("secondo-fattore/", mfa.authenticate, name="mfa_authenticate"),
    path("sei-tu/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sei-tu/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sospeso/", account.account_inactive, name="account_inactive"),
    path("con/annullato/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    # allauth leaves the login wall around this one, where nobody has signed in yet.
    path(
        "con/errore/",
        login_not_required(providers.login_error),
        name="socialaccount_login_error",
    ),
    path("con/nome/", providers.signup, name="socialaccount_signup"),
    path("con/<slug:provider_id>/", views.leave_for_provider, name="openid_connect_login"),
    path("con/<slug:provider_id>/ritorno/", views.come_back, name="openid_connect_callback"),
]
security = [
    path("", mfa.index, name="mfa_index"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/rimuovi/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codici/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codici/nuovi/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codici/scarica/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkey/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkey/nuova/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkey/<int:pk>/nome/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkey/<int:pk>/rimuovi/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
own = [
    path("profilo/", views.profile, name="profile"),
    path("profilo/dati/", views.data, name="data"),
    path("profilo/dati/scarica/", views.export, name="export"),
    path("profilo/cancella/", views.erase, name="erase"),
    path("entra/prova/<int:pk>/", views.try_as, name="try_as"),
    path("inviti/<str:token>/", views.invitation, name="invitation"),
    path("inviti/<str:token>/di-nuovo/", views.ask_again, name="ask_again"),
    path("assistenza/", views.support, name="support"),
    path("assistenza/<int:pk>/", views.stand_in, name="stand_in"),
    path("assistenza/fine/", views.leave, name="leave"),
]
urlpatterns = [
    path("", include((own, "accounts"))),
    path("lingua/", views.language, name="set_language"),
    path("entra/", include(entrance)),
    path("esci/", account.logout, name="account_logout"),
    path("iscriviti/", account.signup, name="account_signup"),
    path(
        "iscriviti/verifica/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("profilo/email/", account.email, name="account_email"),
    path("profilo/sicurezza/", include(security)),
    path("profilo/sessioni/", sessions.list_usersessions, name="usersessions_list"),
    path("profilo/accessi/", providers.connections, name="socialaccount_connections"),
]
