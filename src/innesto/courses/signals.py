"""Tell upper floors how far a learner came; receivers run inside the action that sends it."""

from django.dispatch import Signal

unit_finished = Signal()
"""Sent with ``progress``, once for each learner and unit."""

course_finished = Signal()
"""Sent with ``enrolment``, once: everything was done that is not optional."""

enrolled = Signal()
"""Sent with ``enrolment`` when somebody begins a course."""
