"""Pages of plans and exchanges."""
