"""Courses: units in sections, who follows them and how far they are, who writes them."""
