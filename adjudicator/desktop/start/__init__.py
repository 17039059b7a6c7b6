"""Start: folders opened before, and the ways to begin."""
