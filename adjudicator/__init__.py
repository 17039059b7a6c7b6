"""Adjudicator: the desktop tool with which canvassing boards adjudicate a hand recount."""

__version__ = "0.1.0"
