"""The public display: a second window for a projector, readable at five metres."""
