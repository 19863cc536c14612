"""Questions about quizzes: how a learner stands, what an attempt says, what authors should know."""
