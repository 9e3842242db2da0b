"""Adapting: what a locale publishes, leaves out, adds and links to otherwise."""
