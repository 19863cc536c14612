"""What can be done with questions, by whoever asks, answers, leads and learns."""
