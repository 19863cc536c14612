"""Questions about staff exchanges."""
