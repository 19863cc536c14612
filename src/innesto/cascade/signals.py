"""What upper floors may want to know."""

from django.dispatch import Signal

training_confirmed = Signal()
"""Sent after the commit with ``training`` and ``person``, its trainer: somebody was there, or a
colleague says that it was held."""
