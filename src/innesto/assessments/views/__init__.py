"""Pages of self-assessments: one's own and of a body, and rounds in which many are asked."""
