"""Questions about questions that need more than one table."""
