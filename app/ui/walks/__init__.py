"""A page that walks a person through a few steps; it can be left at any step and taken up again."""
