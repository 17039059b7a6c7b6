"""The record: signed, append-only, checkable by anyone who holds a copy.

Format 1 of the record, byte for byte.  Read in this order: :mod:`canonical` (the one way to write
a value), :mod:`merkle` (the tree over the entries), :mod:`keys` and :mod:`contexts` (who signs
what), :mod:`seals` (what may be withheld), :mod:`envelope` (one entry), :mod:`kinds` and
:mod:`bodies` (what an entry says), :mod:`state` (what may be appended next).  No module here knows
of a database, a file or a screen.
"""
