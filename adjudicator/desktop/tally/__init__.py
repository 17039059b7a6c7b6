"""Tally: before, change, after; balanced or not; and the ballots behind every number."""
