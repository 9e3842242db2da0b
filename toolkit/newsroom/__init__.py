"""A newsroom on disk, and its verbs."""
