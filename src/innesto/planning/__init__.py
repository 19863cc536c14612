"""The planner: a problem in, a proven plan or the reason why there is none out."""
