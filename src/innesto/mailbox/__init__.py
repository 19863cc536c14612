"""Mail that comes in: whose it is, what of it is new, and which domain takes the answer."""
