"""What is known of languages: sentences, alphabets, numbers, names, marks, endings."""
