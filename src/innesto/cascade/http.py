"""How trainings look where they stand in a list."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.cascade.models import Training
from innesto.toolkit.dates import days
from innesto.toolkit.drawing import Row


def row_of(training: Training, *, with_trainer: bool = True) -> Row:
    """Draw a training as the lists of ``queries.log`` give it."""
    cities, confirmed = getattr(training, "cities", 0), getattr(training, "confirmed", 0)
    return Row(
        training.title,
        training.get_absolute_url(),
        [
            training.get_kind_display() if training.is_session else "",
            training.trainer if with_trainer else "",
            days(training.starts_on, training.ends_on),
            training.place or training.get_mode_display(),
            _("generation %(number)d") % {"number": training.generation}
            if not training.is_session and training.programme_id
            else "",
            ngettext("%(count)d city or body", "%(count)d cities or bodies", cities)
            % {"count": cities}
            if not training.is_session
            else "",
            ngettext("%(count)d person confirmed", "%(count)d persons confirmed", confirmed)
            % {"count": confirmed},
            _("taken back") if training.is_withdrawn else "",
        ],
        language=training.language,
    )
