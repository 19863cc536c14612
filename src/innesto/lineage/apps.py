from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LineageConfig(AppConfig):
    name = "innesto.lineage"
    verbose_name = _("Lineage")
