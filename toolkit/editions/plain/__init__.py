"""Plain: an article for where pages cannot go: mail, messengers, telephones, the radio."""
