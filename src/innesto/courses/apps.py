from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "innesto.courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        import_module("innesto.courses.own_kinds").add_own_kinds()
