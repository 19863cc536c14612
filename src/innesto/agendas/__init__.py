"""Agendas: what happens when at an exchange, who speaks, what is kept, and the room it is in."""
