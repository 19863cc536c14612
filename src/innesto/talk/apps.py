from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class TalkConfig(AppConfig):
    name = "innesto.talk"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        import_module("innesto.talk.receivers")
        import_module("innesto.talk.panels")
        tabs = import_module("innesto.communities.http")
        tabs.add_tab(gettext_noop("Conversations"), "talk:index", position=12)
