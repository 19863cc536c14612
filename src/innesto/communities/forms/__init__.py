"""What people type about communities."""
