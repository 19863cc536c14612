"""Questions about plans and exchanges that need more than one table."""
