"""The dashboard: one file, one chart."""
