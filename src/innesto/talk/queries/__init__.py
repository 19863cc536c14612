"""Questions about conversations, each in a fixed number of queries."""
