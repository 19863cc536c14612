"""Questions about agendas, speakers, rooms and what was asked there."""
