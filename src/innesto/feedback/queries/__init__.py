"""Named questions about feedback."""
