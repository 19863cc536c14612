"""Pages of the expert desk."""
