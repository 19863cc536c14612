"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "issuer_key_changed": pgettext_lazy("journal", "changed the key for the credentials of"),
    "achievement_drafted": pgettext_lazy("journal", "wrote down what may be awarded:"),
    "achievement_edited": pgettext_lazy("journal", "changed what is awarded:"),
    "achievement_opened": pgettext_lazy("journal", "began to award"),
    "achievement_closed": pgettext_lazy("journal", "stopped awarding"),
    "credential_issued": pgettext_lazy("journal", "awarded"),
    "credential_revoked": pgettext_lazy("journal", "revoked a credential of"),
    "credential_shown": pgettext_lazy("journal", "chose who sees a credential of"),
}
