"""The expert desk: questions of a community, who takes them for a time, and what is learned."""
