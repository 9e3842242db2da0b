"""Book: an article, or several, as one file to keep: EPUB and single HTML."""
