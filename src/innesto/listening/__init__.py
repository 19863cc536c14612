"""Confidential asking: administrators who ask peers without a name, and circles with walls."""
