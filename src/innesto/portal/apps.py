from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class PortalConfig(AppConfig):
    name = "innesto.portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        import_module("innesto.portal.panels")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(gettext_noop("Overview"), "portal:programme", position=10)
