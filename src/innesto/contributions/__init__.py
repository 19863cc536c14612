"""Contributions: the call of a conference, what is sent in, its review, and what comes of it."""
