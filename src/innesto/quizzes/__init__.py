"""Quizzes: questions of a unit, answers kept as one goes, marks, and feedback that teaches."""
