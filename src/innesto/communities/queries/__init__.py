"""Questions about communities that need more than one table."""
