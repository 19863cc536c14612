"""What is done with quizzes, by who does it."""
