"""Programmes and calls: partners, roles, persons, phases, dates, logic and selection."""
