"""How a blueprint speaks: the reader's language, phrases, names, times and countries."""
