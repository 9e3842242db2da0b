"""Own: editions in the source's own format, spliced into its bytes."""
