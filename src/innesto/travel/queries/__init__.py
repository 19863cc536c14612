"""Named questions about travel."""
