"""Feedback on exchanges: asked at the end and after six months, answered without a name."""
