"""How much a file from somebody else may hold; each is met before the work or the memory it guards is spent.

Together they keep the largest file that is accepted under 300 MB of memory while it is read: the file
and its plain form, the text of its largest part at four bytes a character, and the words made from it.
"""

from typing import Final

MEBIBYTE: Final = 1024 * 1024

LARGEST_TEXT: Final = 64 * MEBIBYTE
"""Characters of a pasted text, or bytes of one in a file."""
LARGEST_HEADER: Final = 16 * 1024
"""Bytes before the encrypted part of an age file; each key it names costs a try."""
MOST_MEMBERS: Final = 2_000
LARGEST_MANIFEST: Final = MEBIBYTE
LARGEST_WORDS: Final = 16 * MEBIBYTE
LARGEST_PICTURE: Final = MEBIBYTE
LARGEST_PICTURES: Final = 16 * MEBIBYTE

LONGEST_TEXT: Final = MEBIBYTE
"""UTF-8 bytes of one text."""
LONGEST_LINE: Final = 400
"""Characters of a label, an id or a date in words."""
DEEPEST: Final = 20
MOST_CONTAINERS: Final = 200_000
MOST_TEXTS: Final = 1_000_000
MOST_NUMBERS: Final = 200_000
LONGEST_NUMBER: Final = 15

MOST_ENTRIES: Final = 10_000
MOST_FIELDS: Final = 400
MOST_CHARTS: Final = 60
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
MOST_COMMENTS: Final = 5_000

LARGEST_ROUND: Final = 4 * MEBIBYTE
"""Bytes of the words of one file of a pair round."""
LARGEST_SEALED: Final = 640 * 1024
"""Bytes of one side's answers of a round; as base64 they are one text, so they stay under LONGEST_TEXT."""
MOST_OPTIONS: Final = 200
LONGEST_QUESTION: Final = 1_000
