"""The command line: one module per command, each with ``add`` and ``run``."""
