"""ITS 2.0: what of a document is translatable, inline, noted, directed, filtered."""

__all__: list[str] = []
