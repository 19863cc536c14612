"""What is done with trainings, with the people in them, and in the directory."""
