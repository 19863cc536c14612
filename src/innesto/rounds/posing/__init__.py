"""From a blueprint and its partners to problems for the planner, each rule with its words."""
