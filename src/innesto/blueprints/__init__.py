"""A programme as data: its schema, its countable rules and the library of blueprints."""
