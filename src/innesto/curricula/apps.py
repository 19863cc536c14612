from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class CurriculaConfig(AppConfig):
    name = "innesto.curricula"
    verbose_name = _("Curricula")

    def ready(self) -> None:
        import_module("innesto.curricula.receivers")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(gettext_noop("Curricula"), "curricula:of-programme", position=46)
