"""What is asked about the persons of exchanges, by subject."""
