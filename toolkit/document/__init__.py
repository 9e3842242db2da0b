"""A source as a tree: its model, what ITS 2.0 says of it, and the formats that are read."""
