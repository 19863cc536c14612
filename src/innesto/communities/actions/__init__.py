"""What can be done to communities and by their members."""
