"""Persons: sign-in, languages, privacy choices."""
