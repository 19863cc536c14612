"""Practices: what a municipality did, how it goes on, who took it home and what came of it."""
