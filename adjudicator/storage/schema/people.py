"""Projections: who is who, who is here, and who signed what."""

from sqlalchemy import Index

from adjudicator.storage.schema.base import table, text, whole

people = table(
    "people",
    text("person", key=True),
    whole("enrolled"),
    text("role"),
    text("party", null=True),
    text("name", null=True),
    text("presence"),
    whole("rostered"),
    whole("removed", null=True),
    text("seated", null=True),
    text("displaced", null=True),
)
"""``seated``: whose seat an alternate holds; ``displaced``: who holds the seat of a chair or
member."""
sessions = table(
    "sessions",
    whole("entry", key=True),
    text("person"),
    text("station"),
    whole("ended", null=True),
)
signers = table(
    "signers",
    whole("entry", key=True),
    text("person", key=True),
    Index("ix_signers_person", "person"),
)
