"""Presence: who was there, for how long, and certificates that anyone can verify."""
