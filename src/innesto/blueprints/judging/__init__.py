"""What holds and what does not: statements about a programme judged against its facts."""
