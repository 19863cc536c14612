"""What can be done in a staff exchange."""
