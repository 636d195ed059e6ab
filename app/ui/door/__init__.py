"""The way into a journal: first run, unlock, recovery, restore and the demo."""
