"""The whole shape of a blueprint, part by part.

Everything a programme calls its own (roles, words, formats, rules, templates) is a value here and
never a word in the code. ``docs/build/blueprints.md`` explains each field.
"""
