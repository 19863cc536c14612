"""Why there is no plan, in the blueprint's words, and what would mend it."""
