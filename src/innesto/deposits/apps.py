from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class DepositsConfig(AppConfig):
    name = "innesto.deposits"
    verbose_name = _("Deposits")

    def ready(self) -> None:
        import_module("innesto.deposits.receivers")
        import_module("innesto.deposits.panels")
        tabs = import_module("innesto.communities.http")
        tabs.add_tab(gettext_noop("Deposits"), "deposits:index", position=40)
