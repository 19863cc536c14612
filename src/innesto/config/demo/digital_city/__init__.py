"""The curriculum «Digital City Expert» of the demo: its framework, its course, self-assessments."""
