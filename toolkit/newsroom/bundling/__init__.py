"""Bundling: editions as one signed folder or ZIP, which mirrors carry and readers verify."""
