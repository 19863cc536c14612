"""Who is matched with whom: score tables, pairs, mentors, and the certificates that prove them."""
