"""What can be done with courses."""
