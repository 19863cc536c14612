"""What a credential asks for: who has reached it, what is missing, and the act of awarding it."""
