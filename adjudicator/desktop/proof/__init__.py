"""Proof in the window: cosigning, verifying, exporting, closing a contest, and finishing."""
