from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class TravelConfig(AppConfig):
    name = "innesto.travel"
    verbose_name = _("Travel")

    def ready(self) -> None:
        import_module("innesto.travel.panels")
        of_exchange = import_module("innesto.exchanges.http")
        of_exchange.add_tab(gettext_noop("Travel"), "travel:index", position=70)
        of_programme = import_module("innesto.programmes.http")
        of_programme.add_tab(
            gettext_noop("Travel"), "travel:of-programme", position=46, for_all=False
        )
