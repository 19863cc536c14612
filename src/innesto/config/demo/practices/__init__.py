"""Sheets of practices, as data and as what the demo makes of them."""
