"""What learners answer and what authors write."""
