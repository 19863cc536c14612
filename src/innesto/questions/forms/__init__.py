"""What a person may type at the expert desk."""
