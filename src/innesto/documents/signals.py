"""What upper floors may want to know. Each is sent inside the transaction of the action."""

from django.dispatch import Signal

document_handed_in = Signal()
"""Sent with ``document`` and ``by``: its answers are there, for instance what a side learned."""
