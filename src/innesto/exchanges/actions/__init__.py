"""What can be done to plans, wishes, meetings and calendar addresses."""
