"""Tell upper floors what became of an exchange; receivers run inside the action that sends it."""

from django.dispatch import Signal

# Sent with ``exchange`` and ``by``, each inside the transaction of the action.
exchange_moved = Signal()
"""Its days, hours, zone, host, mode, place or link are others than before."""

exchange_called_off = Signal()
exchange_held = Signal()
