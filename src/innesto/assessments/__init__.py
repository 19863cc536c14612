"""Self-assessments: what people and organisations say they can do, before and after a path."""
