"""Import: pick a source, look at ten ballots, let it run, read what came of it; then the pile."""
