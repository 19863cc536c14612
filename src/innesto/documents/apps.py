from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from innesto.toolkit.waiting import add_waiting


class DocumentsConfig(AppConfig):
    name = "innesto.documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        import_module("innesto.documents.receivers")
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(gettext_noop("Documents"), "documents:index", position=32)
        add_waiting(import_module("innesto.documents.queries.lists").documents_waiting_for)
