"""Credentials: what organisations award, who holds it and why, and how anyone verifies it."""
