"""What upper floors may want to know."""

from django.dispatch import Signal

bridge_changed = Signal()
"""Sent after the commit with ``bridge``: its work is read in one more community, or in one less."""
