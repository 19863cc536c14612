"""What upper floors may want to know. Each is sent inside the transaction of the action."""

from django.dispatch import Signal

guest_recognised = Signal()
"""Sent with ``person`` and ``registrations``: what they registered without an account is theirs."""
