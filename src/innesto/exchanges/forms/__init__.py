"""What people may type about plans and exchanges."""
