"""What upper floors may want to know."""

from django.dispatch import Signal

organisations_merged = Signal()
"""Sent inside the transaction with ``kept`` and ``duplicate``: move what points at the latter.

Inside, not after the commit: a merge that an upper floor cannot follow must not happen.
"""
