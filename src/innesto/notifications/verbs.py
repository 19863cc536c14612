"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "chose_mail": pgettext_lazy("journal", "chose which notices come by e-mail, for"),
    "stopped_mail": pgettext_lazy("journal", "stopped e-mails, for"),
}
