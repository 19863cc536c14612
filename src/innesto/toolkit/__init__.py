"""Web building blocks that know no city and could serve any site."""
