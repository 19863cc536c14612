"""What a person should know, on the site and by e-mail, each thing once."""
