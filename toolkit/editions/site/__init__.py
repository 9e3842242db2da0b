"""Site: the pages, feeds and maps round the articles."""
