"""Trainings by those who were trained: who passed what on to whom, and who can be asked."""
