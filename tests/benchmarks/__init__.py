"""How fast Balcony is beside the limit of this machine: `python -m tests.benchmarks`."""
