"""Prints ballots, marks them as people do, and scans them: for demonstrations, practice, pictures.

Nothing here reads a real voter's ballot, and nothing here decides: :mod:`.machine` simulates what a
tabulator would count, never what a person should rule.
"""
