from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class CascadeConfig(AppConfig):
    name = "innesto.cascade"
    verbose_name = _("Trainings")

    def ready(self) -> None:
        import_module("innesto.cascade.receivers")
        log = import_module("innesto.cascade.queries.log")
        import_module("innesto.toolkit.waiting").add_waiting(log.trainings_waiting)
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(
            gettext_noop("Trainings"),
            "cascade:of-programme",
            position=56,
            part="lasting_roles",
            for_projects=False,
        )
