"""Open Badges 2.0 and 3.0: read, verified, signed and put into pictures."""
