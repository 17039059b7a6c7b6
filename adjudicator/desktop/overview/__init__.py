"""Overview: what waits, how far each batch has come, who works where, what is closed."""
