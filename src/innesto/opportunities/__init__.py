"""Opportunities: calls, trainings, funds and jobs, and whom in which territory they reach."""
