from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class PracticesConfig(AppConfig):
    name = "innesto.practices"
    verbose_name = _("Good practices")

    def ready(self) -> None:
        import_module("innesto.practices.receivers")
        import_module("innesto.practices.panels")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(gettext_noop("Practices"), "practices:of-programme", position=30)
