"""What is asked and what is answered, as plain data: the only room the web imports."""
