"""Programs for those who maintain the toolkit; it does not import them, and no package has them."""
