"""The wizard for a new recount or rehearsal: everything can be undone until "Create"."""
