"""Motions and orders, incidents, reopenings: what two officers or the board's majority sign."""
