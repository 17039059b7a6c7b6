"""What every screen is built from: look, small widgets, and work away from the GUI thread."""
