"""Persons at an exchange: who may come, who asked, who has a place, and who waits for one."""
