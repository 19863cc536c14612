from tests.accounts.factories import InvitationFactory, UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, REFUSED, Scene

# allauth answers an incomplete form with 200 and the form again. The operator of the table has
# a second factor and must prove it once more before touching it: DONE leads there.
TABLE = [
    # address                             method  nobody     stranger   colleague  coordinator oper
    ("account_login",                    "get",  FOUND,     DONE,      DONE,      DONE,      DONE),
    ("account_confirm_login_code",       "get",  LOGIN,     DONE,      DONE,      DONE,      DONE),
    ("mfa_login_webauthn",               "get",  LOGIN,     DONE,      DONE,      DONE,      DONE),
    ("mfa_authenticate",                 "get",  LOGIN,     DONE,      DONE,      DONE,      DONE),
    ("mfa_reauthenticate",               "get",  LOGIN,     FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("mfa_reauthenticate_webauthn",      "get",  LOGIN,     FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE),
    ("account_inactive",                 "get",  FOUND,     FOUND,     FOUND,     FOUND,     FOUND),
    ("socialaccount_login_cancelled",    "get",  FOUND,     FOUND,     FOUND,     FOUND,     FOUND),
    ("socialaccount_login_error",        "get",  REFUSED,   REFUSED,   REFUSED,   REFUSED,   REFUSED),
    ("socialaccount_signup",             "get",  LOGIN,     LOGIN,     LOGIN,     LOGIN,     LOGIN),
    ("openid_connect_login",             "get",  HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("openid_connect_callback",          "get",  HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("account_logout",                   "get",  DONE,      FOUND,     FOUND,     FOUND,     FOUND),
    ("account_signup",                   "get",  FOUND,     DONE,      DONE,      DONE,      DONE),
    ("account_email_verification_sent",  "get",  LOGIN,     DONE,      DONE,      DONE,      DONE),
    ("account_email",                    "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("mfa_index",                        "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("mfa_activate_totp",                "get",  LOGIN,     FOUND,     FOUND,     FOUND,     DONE),
    ("mfa_deactivate_totp",              "get",  LOGIN,     HIDDEN,    HIDDEN,    HIDDEN,    DONE),
    ("mfa_view_recovery_codes",          "get",  LOGIN,     HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("mfa_generate_recovery_codes",      "get",  LOGIN,     FOUND,     FOUND,     FOUND,     DONE),
    ("mfa_download_recovery_codes",      "get",  LOGIN,     HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("mfa_list_webauthn",                "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("mfa_add_webauthn",                 "get",  LOGIN,     FOUND,     FOUND,     FOUND,     DONE),
    ("mfa_edit_webauthn",                "get",  LOGIN,     HIDDEN,    HIDDEN,    HIDDEN,    DONE),
    ("mfa_remove_webauthn",              "get",  LOGIN,     HIDDEN,    HIDDEN,    HIDDEN,    DONE),
    ("usersessions_list",                "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("socialaccount_connections",        "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("set_language",                     "post", DONE,      DONE,      DONE,      DONE,      DONE),
    ("accounts:profile",                 "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("accounts:profile",                 "post", LOGIN,     FORM,      FORM,      FORM,      FORM),
    ("accounts:data",                    "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("accounts:export",                  "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FOUND),
    ("accounts:erase",                   "get",  LOGIN,     FOUND,     FOUND,     FOUND,     FORBIDDEN),
    ("accounts:erase",                   "post", LOGIN,     FORM,      FORM,      FORM,      FORBIDDEN),
    ("accounts:try_as",                  "post", HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("accounts:invitation",              "get",  FOUND,     FOUND,     FOUND,     FOUND,     FOUND),
    ("accounts:invitation",              "post", DONE,      DONE,      DONE,      DONE,      DONE),
    ("accounts:ask_again",               "post", HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("accounts:support",                 "get",  LOGIN,     FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("accounts:stand_in",                "get",  LOGIN,     FORBIDDEN, FORBIDDEN, FORBIDDEN, FOUND),
    ("accounts:stand_in",                "post", LOGIN,     FORBIDDEN, FORBIDDEN, FORBIDDEN, FORM),
    ("accounts:leave",                   "post", LOGIN,     DONE,      DONE,      DONE,      DONE),
]  # fmt: skip


def scene():
    person = UserFactory(is_example=True, headline="Officer of a municipality")
    invitation = InvitationFactory()
    return Scene(
        keys={"pk": person.pk, "provider_id": "spid", "token": invitation.token},
        sent={
            "accounts:profile": {"name": ""},
            "accounts:erase": {"email": "another@example.org"},
            "accounts:stand_in": {"reason": ""},
        },
    )
