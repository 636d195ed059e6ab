"""How the parts of a journal are written in a format."""
