from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from innesto.toolkit.waiting import add_waiting


class NetworksConfig(AppConfig):
    name = "innesto.networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        import_module("innesto.networks.receivers")
        add_waiting(import_module("innesto.networks.queries").relations_waiting_for)
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(
            gettext_noop("Governance"), "networks:governance", position=36, for_visitors=False
        )
        tabs.add_tab(gettext_noop("Network"), "networks:relations", position=37, for_visitors=False)
