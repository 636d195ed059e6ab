"""Starts Balcony: `python -m app`."""

from app.compose import main

if __name__ == "__main__":
    raise SystemExit(main())
