"""Editions: one document in one locale in one form."""
