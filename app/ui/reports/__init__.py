"""Charts on their way out: as pictures, as a document on paper, and what a person ticks before."""
