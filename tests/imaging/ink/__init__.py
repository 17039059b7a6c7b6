"""Ink on real, printed and drawn pages."""
