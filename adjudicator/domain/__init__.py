"""The rules of a recount: pure, typed, and ignorant of screens, files and databases.

Everything here is a value or a function of values.  Read in this order: :mod:`election` (what is on
the ballot), :mod:`ballots` and :mod:`readings` (what the machine saw), :mod:`cases` (what a person
must look at), :mod:`rulings` (what they said), :mod:`history` (what counts now), :mod:`tally` (what
it adds up to).
"""
