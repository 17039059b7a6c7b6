"""From returns to what the law orders: stages, results by contest, tiers.

Read :mod:`~adjudicator.domain.canvass.results` for what returns say of one contest, then
:mod:`~adjudicator.domain.canvass.tiers` for what follows from it.  All arithmetic is exact: shares
are fractions, never floating point.
"""
