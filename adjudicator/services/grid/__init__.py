"""Pages of blank ballots: two people look at many at once, and one act rules on each of them.

Read :mod:`.blanks` (which ballots of a batch stand on pages), :mod:`.looking` (how long each member
had a page before them), :mod:`.recording` (the act).  A finding decides only that a ballot is *not*
swept along with others; nothing is ruled on without two people having seen it.
"""
