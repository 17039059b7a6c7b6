"""How each kind of entry changes the working tables, in the entry's transaction."""
