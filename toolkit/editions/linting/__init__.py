"""Linting: what is wrong with articles and with a built site."""
