"""How a project is governed, whom it knows around it, and which relations nobody has looked at."""
