"""Pages of minutes and of tasks."""
