"""Drafting: translations that a machine makes, for people to correct and review."""
