"""Settings, addresses and the command line: knows everyone, owns nothing."""
