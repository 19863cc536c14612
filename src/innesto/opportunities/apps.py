from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class OpportunitiesConfig(AppConfig):
    name = "innesto.opportunities"
    verbose_name = _("Opportunities")

    def ready(self) -> None:
        import_module("innesto.opportunities.receivers")
        import_module("innesto.opportunities.panels")
        tabs = import_module("innesto.communities.http")
        tabs.add_tab(gettext_noop("Opportunities"), "opportunities:of-community", position=60)
