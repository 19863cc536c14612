"""Pages of packages, and what is asked of the origin they are played on."""
