"""What contributors run through make; nothing here is installed."""
