from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class CommunitiesConfig(AppConfig):
    name = "innesto.communities"
    verbose_name = _("Communities")

    def ready(self) -> None:
        import_module("innesto.communities.receivers")
        import_module("innesto.communities.panels")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(gettext_noop("Communities"), "communities:of-programme", position=28)
