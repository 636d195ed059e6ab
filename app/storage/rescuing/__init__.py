"""What a damaged journal file still holds, page by page, into a new journal (C3): the file is only ever read."""

from app.storage.rescuing.making import rescue_into

__all__ = ["rescue_into"]
