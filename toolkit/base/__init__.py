"""What everything stands on: errors, texts with codes, files, TOML, tags of languages, markup."""
