from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class FeedbackConfig(AppConfig):
    name = "innesto.feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        desk = import_module("innesto.feedback.queries.rounds")
        import_module("innesto.toolkit.waiting").add_waiting(desk.waiting_for)
        of_exchange = import_module("innesto.exchanges.http")
        of_exchange.add_tab(
            gettext_noop("Feedback"), "feedback:index", position=75, shown=desk.is_signed_in
        )
