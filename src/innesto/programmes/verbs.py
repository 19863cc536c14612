"""What is done here, for the journal."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "programme_created": _("prepared the programme"),
    "programme_running": _("opened the programme"),
    "programme_ended": _("ended the programme"),
    "programme_archived": _("put into the archive"),
    "project_added": _("added the project"),
    "identity_edited": _("changed identity and funding of"),
    "blueprint_changed": _("changed the blueprint of"),
    "partner_added": _("brought in the partner"),
    "partner_registered": _("registered and brought in the partner"),
    "partner_edited": _("changed the partnership of"),
    "partner_withdrawn": _("let the partner withdraw:"),
    "partner_restored": _("took back the withdrawal of"),
    "role_given": _("gave a role to"),
    "role_taken": _("took a role from"),
    "strands_changed": _("changed the strands of"),
    "person_named": _("gave a role to the person"),
    "person_released": _("ended the role of"),
    "phase_entered": _("noted a new phase of"),
    "phase_written_up": _("wrote up a phase of"),
    "date_moved": _("moved the date"),
    "actual_recorded": _("recorded what came of"),
    "selection_opened": _("opened the selection"),
    "selection_closed": _("closed the selection"),
    "selection_announced": _("announced the outcome of"),
    "application_sent": _("sent the application of"),
    "application_withdrawn": _("took back the application of"),
    "application_scored": _("gave points to the application of"),
    "application_decided": _("decided on the application of"),
}
