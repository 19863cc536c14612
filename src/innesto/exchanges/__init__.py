"""Meetings of peers: planned, announced, accepted, in the calendar."""
