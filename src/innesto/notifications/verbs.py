"""What is done here, for the journal."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "chose_mail": _("chose which notices come by e-mail, for"),
}
