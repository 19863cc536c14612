"""What upper floors may want to know. Each is sent inside the transaction of the action."""

from django.dispatch import Signal

lesson_dropped = Signal()
"""Sent with ``lesson`` before it is deleted, and with it what was made of it."""
