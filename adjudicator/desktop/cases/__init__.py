"""The ballots behind a number: lists of cases, each of which opens in Review."""
