"""Taking words out of a journal for good: redact, swap, distil, erase, and the hold that forbids it."""
