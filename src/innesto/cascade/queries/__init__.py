"""Questions about trainings: the log, the tree of who trained whom, the directory."""
