"""What the program found on a page: where its contests stand, and what ink is in them.

Read :mod:`~adjudicator.domain.finding.place` first, then :mod:`~adjudicator.domain.finding.ink`.
Nothing here counts for anything.  A finding sorts, groups, filters and describes; it never removes,
hides or pre-answers a ballot, and no ruling is made from it.
"""
