"""The wizard for a new rehearsal: everything can be undone until "Create"."""
