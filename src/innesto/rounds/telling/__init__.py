"""A plan as exchanges in the blueprint's words: with reasons, and a second opinion."""
