from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class CorrespondenceConfig(AppConfig):
    name = "innesto.correspondence"
    verbose_name = _("Messages")

    def ready(self) -> None:
        import_module("innesto.correspondence.receivers")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(
            gettext_noop("Messages"),
            "correspondence:of-programme",
            position=37,
            for_visitors=False,
        )
