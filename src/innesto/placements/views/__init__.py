"""Pages of staff exchanges."""
