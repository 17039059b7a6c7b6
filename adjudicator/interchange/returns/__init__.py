"""Returns in: what counties report, by contest, precinct and counting group.

:mod:`~adjudicator.interchange.returns.words` knows the names other programs give to what is no
candidate, :mod:`~adjudicator.interchange.returns.table` reads OpenElections columns and plain CSV.
"""
