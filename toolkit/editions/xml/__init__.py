"""XML: editions for machines, by stylesheets, and ninjs."""
