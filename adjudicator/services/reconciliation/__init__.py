"""Reconciliation of a recount: read from the record, held against a list, explained, told.

Read :mod:`.sides` (what the record has of each side), :mod:`.expected` (the independent list and
how it is kept), :mod:`.report` (everything together), :mod:`.words` (how it is told).
"""
