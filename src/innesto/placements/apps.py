from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class PlacementsConfig(AppConfig):
    name = "innesto.placements"
    verbose_name = _("Staff exchanges")

    def ready(self) -> None:
        import_module("innesto.placements.receivers")
        legs = import_module("innesto.placements.queries.legs")
        panels = import_module("innesto.placements.panels")
        waiting = import_module("innesto.placements.queries.waiting")
        import_module("innesto.toolkit.waiting").add_waiting(waiting.placements_waiting)
        exchanges = import_module("innesto.exchanges.http")
        exchanges.add_tab(
            gettext_noop("Staff exchange"), "placements:detail", position=55, shown=legs.is_leg
        )
        exchanges.add_panel(panels.other_legs, column="side", position=30)
        programmes = import_module("innesto.programmes.http")
        programmes.add_tab(
            gettext_noop("Staff exchanges"), "placements:index", position=44, part="legs"
        )
