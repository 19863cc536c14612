"""Questions about programmes that need more than one table."""
