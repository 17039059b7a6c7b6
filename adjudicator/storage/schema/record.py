"""The record itself: append-only, guarded by triggers."""

from sqlalchemy import Column, Index, LargeBinary, Text

from adjudicator.storage.schema.base import table, text, whole

entries = table(
    "entries",
    whole("i", key=True),
    text("kind"),
    Column("nonce", Text, nullable=False, unique=True),
    text("time"),
    Column("leaf", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_entries_kind", "kind", "i"),
)
openings = table(
    "openings",
    text("seal", key=True),
    whole("entry"),
    text("salt"),
    Column("value", LargeBinary, nullable=False),
    Index("ix_openings_entry", "entry"),
)
"""``entry``: the act the opening came with."""
head = table(
    "head",
    whole("id", key=True),
    whole("size"),
    Column("frontier", LargeBinary, nullable=False),
    text("root"),
)
RECORD_TABLES = (entries, openings)
"""Tables guarded by triggers: nothing is updated or deleted, entries come in order."""
