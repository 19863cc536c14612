"""Packages made elsewhere as units of courses: played on an origin of their own, and recorded."""
