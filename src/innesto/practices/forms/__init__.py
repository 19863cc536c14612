"""What people may type about practices."""
