"""Municipalities and the other bodies that learn: offices, members, needs and offers."""
