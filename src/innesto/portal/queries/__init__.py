"""Questions that need several domains at once."""
