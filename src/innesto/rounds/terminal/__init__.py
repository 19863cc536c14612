"""The command line: files in, sentences for a terminal out."""
