"""Occasions on which courses tell people; kinds of unit are in ``unit_kinds.py``."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice

KINDS = {
    "course_review_asked": KindOfNotice(_("Somebody asks you to look at a course")),
    "course_reviewed": KindOfNotice(_("A course you write was looked at")),
}
