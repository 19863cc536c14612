"""Themes: what exchanges and practices are about, in schemes that programmes and Europe share."""
