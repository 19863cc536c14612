"""Travel to exchanges: how to get there, what it costs, and its CO₂ by stated factors."""
