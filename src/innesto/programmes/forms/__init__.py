"""What a person may type about a programme."""
