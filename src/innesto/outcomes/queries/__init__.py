"""Questions about what came of exchanges."""
