"""Conversations in communities: threads, posts, polls, what is still to read, and moderation."""
