"""The second look: blanks drawn in public are looked at again by another team, blind.

:mod:`standing` says where every batch stands, from what the record's rules hold in memory;
:mod:`drawing` has the board draw; :mod:`looking` gives one ballot after another to people who ruled
on none of them, and records what they see; :mod:`telling` puts it into words.

The record does not tell a ballot that was confirmed on a page of blanks from one that was ruled on
alone, so a sample is drawn from all ballots of a batch that were ruled *nothing marked*.
"""
