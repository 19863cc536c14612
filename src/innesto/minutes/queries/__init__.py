"""Named questions about minutes and tasks."""
