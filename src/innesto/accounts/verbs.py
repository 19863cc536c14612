"""What is done to persons and invitations, for the journal."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "signed_up": _("opened the account of"),
    "edited_profile": _("changed the profile of"),
    "changed_sign_in": _("changed how to sign in as"),
    "required_second_factor": _("asked for a second factor from"),
    "relieved_second_factor": _("no longer asks for a second factor from"),
    "started_support": _("began to use, to help, the account of"),
    "ended_support": _("stopped using the account of"),
    "erased": _("erased the account of"),
    "invited": _("invited"),
    "accepted_invitation": _("accepted the invitation of"),
    "revoked_invitation": _("took back the invitation of"),
    "wanted_invitation_again": _("asked again for the invitation of"),
}
