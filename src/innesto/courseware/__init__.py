"""Packages of courses made elsewhere, read, checked and written: SCORM, cmi5, cartridges, OLX."""
