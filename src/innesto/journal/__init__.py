"""Who did what to what, when and for whom: the one log."""
