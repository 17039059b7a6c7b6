"""The bars of imaging, measured on real and drawn pages and shown as one table."""
