"""Exchange: a catalog as a file that others edit, and what they send back."""
