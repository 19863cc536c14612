"""A blueprint and its partners as a planning problem, and the plan back in their words."""
