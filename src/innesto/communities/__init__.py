"""Communities of peers: what they ask, who belongs, how they live, and what they leave."""
