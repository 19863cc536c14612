"""Questions about links between works."""
