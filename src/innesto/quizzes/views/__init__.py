"""Pages of quizzes: for learners, for who marks texts, and for authors."""
