"""Messages from project to project or to all, and the answers that stay with them."""
