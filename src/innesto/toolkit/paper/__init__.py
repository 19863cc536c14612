"""Documents on paper: tagged PDF that can be read aloud, printed and kept."""
