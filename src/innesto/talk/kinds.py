"""Occasions on which conversations tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "thread_opened": KindOfNotice(
        _("A conversation begins in a community you follow"), When.DAILY, in_spaces=True
    ),
    "post_added": KindOfNotice(
        _("Somebody writes in a conversation you follow"), When.DAILY, in_spaces=True
    ),
    "mentioned": KindOfNotice(_("Somebody calls you by name in a conversation"), in_spaces=True),
    "post_to_look_at": KindOfNotice(
        _("A post waits for you to look at it as a moderator"), in_spaces=True
    ),
    "post_ruled_on": KindOfNotice(_("A moderator decides on a post of yours")),
    "appeal_answered": KindOfNotice(_("Somebody looked again at a decision on a post of yours")),
}
