"""What is said in conversations, and what is done to them."""
