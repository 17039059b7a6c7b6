"""Reconciliation: whether the ballots under review are exactly those the machine reported.

Read :mod:`.places` (what is known of a place), :mod:`.lines` (one place's answer),
:mod:`.balancing` (every line of a recount), then :mod:`.shortages` (which batch states what).
"""
