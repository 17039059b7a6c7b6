"""The real ballots of the shared data as layouts and labels, for the tests of imaging."""
