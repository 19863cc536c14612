from allauth.account import views as account
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

urlpatterns = [
    path("entra/", account.login, name="account_login"),
    path("entra/codice/", account.confirm_login_code, name="account_confirm_login_code"),
    path("entra/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("esci/", account.logout, name="account_logout"),
    path("iscriviti/", account.signup, name="account_signup"),
]
