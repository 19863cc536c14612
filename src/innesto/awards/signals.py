"""What happens to those on their way."""

from django.dispatch import Signal

candidate_moved = Signal()
"""Sent after the commit with ``person``: they set out, or a witness confirmed something."""
