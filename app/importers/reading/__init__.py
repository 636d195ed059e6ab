"""What several formats need to read files nobody here wrote, safely."""
