"""Pages of agendas, speakers, rooms and questions."""
