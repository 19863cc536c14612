"""What a community leaves: works with their versions, tools for others, guidelines."""
