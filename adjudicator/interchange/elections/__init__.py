"""The election definition: what stands on the ballots, from whichever program wrote it down.

:func:`~adjudicator.interchange.elections.reading.read_election` reads all of them;
:func:`~adjudicator.interchange.elections.canonical.canonical_election` writes ours.
"""
