"""Taking words out for good, and what every removal shows: the word to type, what cannot be reached, how it went."""
