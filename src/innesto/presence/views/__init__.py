"""Pages of presence: the list, the codes, the certificates."""
