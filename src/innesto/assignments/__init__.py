"""Assignments: work of a unit that learners hand in and peers assess against a rubric."""
