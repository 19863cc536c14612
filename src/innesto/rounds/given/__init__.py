"""What is given before anything is decided: partners by number, days, circles."""
