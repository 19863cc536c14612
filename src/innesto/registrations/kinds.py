"""Occasions on which registrations tell people; the letter with the calendar entry is apart."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "registration_changed": KindOfNotice(_("What became of your place at an exchange"), When.NEVER),
}
