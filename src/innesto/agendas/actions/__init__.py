"""What can be done with agendas, speakers, rooms and questions."""
