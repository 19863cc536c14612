from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class QuestionsConfig(AppConfig):
    name = "innesto.questions"
    verbose_name = _("Questions to experts")

    def ready(self) -> None:
        import_module("innesto.questions.receivers")
        import_module("innesto.questions.panels")
        tabs = import_module("innesto.communities.http")
        tabs.add_tab(gettext_noop("Questions"), "questions:index", position=30)
