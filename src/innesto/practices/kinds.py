"""Occasions on which practices tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "practice_submitted": _("A practice waits for you to look at it"),
    "practice_changes": _("Changes are asked in a practice of yours"),
    "practice_refused": _("A practice of yours is refused"),
    "practice_published": _("A practice of yours is published"),
    "practice_validated": _("An expert validates a practice of yours"),
    "practice_opinion": _("An expert gives an opinion on a practice of yours"),
    "practice_archived": _("A practice of yours is put into the archive"),
    "practice_check_due": _("A practice of yours is to be checked again"),
    "adoption_asked": _("A municipality wants to take a practice of yours home"),
    "adoption_moved": _("Something happens in an adoption you take part in"),
    "follow_up_due": _("You are asked what became of a practice you took home"),
    "followed_practice": _("Something happens to a practice you follow"),
    "practice_proposed": _("Somebody proposes a practice to your municipality"),
    "proposal_endorsed": _("A municipality endorses a practice you proposed"),
    "proposal_declined": _("A municipality declines a practice you proposed"),
    "question_asked": _("Somebody asks about a practice of yours"),
    "question_answered": _("Your question on a practice is answered"),
}
