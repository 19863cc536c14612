"""Curricula: frameworks of competences, and paths of modules that teach them, in versions."""
