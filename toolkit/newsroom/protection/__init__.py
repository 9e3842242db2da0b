"""Protection: what a newsroom must never let out, kept out of all that it writes."""
