"""Pages about the persons of an exchange, by who uses them."""
