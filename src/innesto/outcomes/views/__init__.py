"""Pages of what came of exchanges."""
