"""One entry on paper: printing it, and saving it as a PDF file."""
