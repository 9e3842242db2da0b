"""What a locale makes of a document: targets, alphabets, overlay, policy, its own format."""
