"""What is done about the persons of an exchange, by who does it."""
