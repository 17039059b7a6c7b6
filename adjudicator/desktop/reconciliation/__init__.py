"""Reconciliation on the screen: every place with its balance, and what is known of a difference."""
