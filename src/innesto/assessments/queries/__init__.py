"""Questions about assessments and rounds."""
