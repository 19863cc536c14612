"""Outcomes: what each side of an exchange learned and gave, and the lessons others can use."""
