from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ExchangesConfig(AppConfig):
    name = "innesto.exchanges"
    verbose_name = _("Exchanges")

    def ready(self) -> None:
        import_module("innesto.exchanges.receivers")
        import_module("innesto.exchanges.panels")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(gettext_noop("Exchanges"), "exchanges:index", position=24)
        tabs.add_tab(
            gettext_noop("Plan"), "exchanges:plans", position=26, for_projects=False, for_all=False
        )
