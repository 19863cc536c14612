"""Typed, dated links between works of any kind: where a work comes from, what came of it."""
