from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "innesto.accounts"
    verbose_name = _("Persons")

    def ready(self) -> None:
        import_module("innesto.accounts.receivers")
