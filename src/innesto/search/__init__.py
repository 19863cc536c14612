"""One box for all kinds of things: what is found, by whom, and why."""
