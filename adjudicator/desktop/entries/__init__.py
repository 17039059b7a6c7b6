"""Record: every entry, who signed it, and what it says in plain sentences."""
