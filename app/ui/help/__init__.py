"""The help page: topics written as plain Markdown in resources/help."""

from app.ui.help.page import PAGE

__all__ = ["PAGE"]
