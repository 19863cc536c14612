"""Documents: the forms a programme asks for, who owes which until when, and what they answered."""
