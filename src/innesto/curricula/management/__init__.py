"""Ways in from the command line."""
