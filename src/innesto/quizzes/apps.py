from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    name = "innesto.quizzes"
    verbose_name = _("Quizzes")

    def ready(self) -> None:
        kind = import_module("innesto.quizzes.unit_kind").KIND
        import_module("innesto.courses.http").add_kind(kind)
        waiting = import_module("innesto.quizzes.queries.standing").texts_waiting_for
        import_module("innesto.toolkit.waiting").add_waiting(waiting)
