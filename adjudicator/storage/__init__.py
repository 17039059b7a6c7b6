"""The recount folder: the record and its working tables, images, manifests, and the second path.

The record (entries, openings) is append-only and guarded by triggers.  Working tables are
*projections*: written in the same transaction as the entry they come from, and rebuilt from the
record alone by :mod:`adjudicator.storage.rebuild`.  What a station remembers of its own (claims,
the second path, view state) stands apart in ``station_*`` tables and files, and counts for
nothing.
"""
