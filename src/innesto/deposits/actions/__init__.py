"""What can be done with works handed in, and with guidelines."""
