"""Visit packs: everything for one exchange, on paper and on a phone without network."""
