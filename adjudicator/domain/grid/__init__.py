"""Pages of blank ballots: which of them stand on a page, and how many have room there.

:mod:`~adjudicator.domain.grid.page` says what becomes of a page two people have looked at,
:mod:`~adjudicator.domain.grid.fitting` how large its contests are shown.
"""
