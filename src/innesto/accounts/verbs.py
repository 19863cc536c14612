"""What is done to persons and invitations, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "signed_up": pgettext_lazy("journal", "opened the account of"),
    "edited_profile": pgettext_lazy("journal", "changed the profile of"),
    "changed_sign_in": pgettext_lazy("journal", "changed how to sign in as"),
    "required_second_factor": pgettext_lazy("journal", "asked for a second factor from"),
    "relieved_second_factor": pgettext_lazy("journal", "no longer asks for a second factor from"),
    "started_support": pgettext_lazy("journal", "began to use, to help, the account of"),
    "ended_support": pgettext_lazy("journal", "stopped using the account of"),
    "erased": pgettext_lazy("journal", "erased the account of"),
    "invited": pgettext_lazy("journal", "invited"),
    "invited_many": pgettext_lazy("journal", "invited several persons to"),
    "accepted_invitation": pgettext_lazy("journal", "accepted the invitation of"),
    "revoked_invitation": pgettext_lazy("journal", "took back the invitation of"),
    "revoked_invitations": pgettext_lazy("journal", "took back several invitations to"),
    "wanted_invitation_again": pgettext_lazy("journal", "asked again for the invitation of"),
}
