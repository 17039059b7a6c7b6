"""Projections: what teams ruled and what observers answered."""

from sqlalchemy import Index

from adjudicator.storage.schema.base import table, text, whole

rulings = table(
    "rulings",
    whole("entry", key=True),
    whole("item", key=True),
    text("case_seal"),
    whole("batch"),
    text("tier"),
    text("disposition"),
    text("votes"),
    text("clause", null=True),
    text("consistency", null=True),
    text("words", null=True),
    text("reason", null=True),
    text("evidence"),
    whole("prior_entry", null=True),
    whole("prior_item", null=True),
    text("signed", null=True),
    text("row_seal", null=True),
    Index("ix_rulings_case_seal", "case_seal"),
    Index("ix_rulings_batch", "batch"),
    Index("ix_rulings_signed", "signed", "tier", "disposition", "prior_entry", "entry"),
)
"""``signed``: the ids of those who signed, sorted, with a space between: for a team's ruling the
pair at one table.  ``row_seal``: the version of the evidence the ruling was made on."""

attestations = table(
    "attestations",
    whole("entry", key=True),
    whole("place", key=True),
    text("case_seal"),
    whole("ruling_entry", null=True),
    whole("ruling_item", null=True),
    whole("batch"),
    text("person"),
    text("answer"),
    whole("ground", null=True),
    text("claim", null=True),
    text("words", null=True),
    text("via"),
    whole("late"),
    whole("struck", null=True),
    whole("withdrawn", null=True),
    whole("decided", null=True),
    text("outcome", null=True),
    Index("ix_attestations_case_seal", "case_seal"),
    Index("ix_attestations_person_batch", "person", "batch", "answer", "late", "struck"),
    Index("ix_attestations_answer", "answer", "entry", "place"),
)
"""``place`` counts from 0 through what the act is about: one answer may name two rulings of one
case, the revised one and the one before it.  ``decided`` is the board's ruling on an objection, and
``outcome`` what it said of it."""
