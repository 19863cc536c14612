"""Minutes of an exchange: what was said, what was decided, who does what until when."""
