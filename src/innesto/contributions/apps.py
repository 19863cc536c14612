from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ContributionsConfig(AppConfig):
    name = "innesto.contributions"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        import_module("innesto.contributions.receivers")
        tabs = import_module("innesto.exchanges.http")
        queries = import_module("innesto.contributions.queries")
        import_module("innesto.toolkit.waiting").add_waiting(queries.reviews_waiting_for)
        tabs.add_tab(
            gettext_noop("Contributions"),
            "contributions:index",
            position=65,
            shown=lambda exchange, _viewer: queries.calls_for_contributions(exchange),
        )
