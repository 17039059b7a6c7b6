"""Where flagged ballots come from: one protocol, a reader for each program that wrote them.

:func:`~adjudicator.interchange.sources.opening.open_source` finds the reader for a path.
"""
