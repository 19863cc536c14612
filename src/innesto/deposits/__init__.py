"""What a community leaves: works handed in with their versions, and tools that others re-use."""
