"""Pages of curricula: reading them, writing them, and frameworks of competences."""
