"""What upper floors may want to know."""

from django.dispatch import Signal

partner_withdrew = Signal()
"""Sent after the commit with ``partner``: exchanges and plans that counted on it must change."""

blueprint_changed = Signal()
"""Sent after the commit with ``programme``: what was worked out from the old text is stale."""

partners_joined = Signal()
"""Sent inside the transaction with ``kept`` and ``double``, before the latter goes.

Two records of one body were both partners of a programme: move what points at the double.
"""
