"""The full acceptance table of the imaging, as a command: ``python -m tests.imaging.acceptance``.

Each module ``rows_*.py`` beside this one has ``ROWS``: for each id a function from
:class:`~tests.imaging.acceptance.rows.Run` to a :class:`~tests.imaging.acceptance.rows.Row`.
The suite runs small seeded subsets of the same; this takes minutes and wants the shared data.
"""
