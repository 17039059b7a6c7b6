"""Projections: the board's votes, sittings, motions and reopenings; papers and notes."""

from sqlalchemy import Index

from adjudicator.storage.schema.base import table, text, whole

votes = table(
    "votes",
    whole("entry", key=True),
    whole("place", key=True),
    text("case_seal"),
    text("person"),
    text("disposition", null=True),
    text("votes"),
    text("clause", null=True),
    whole("prior_entry", null=True),
    whole("prior_item", null=True),
    whole("sitting", null=True),
    Index("ix_votes_case_seal", "case_seal", "entry"),
    Index("ix_votes_sitting", "sitting", "person"),
)
"""One row for each case of a vote; ``disposition`` null abstains.  ``sitting`` is the entry that
ended the sitting the vote was cast in, null while it goes on."""

sittings = table("sittings", whole("entry", key=True), text("votes"))
"""Sittings that have ended; ``votes`` as the entry lists them."""

motions = table(
    "motions",
    whole("entry", key=True),
    text("effect"),
    text("target"),
    text("contest", null=True),
    text("document", null=True),
    text("reason", null=True),
    text("votes"),
    Index("ix_motions_effect", "effect", "contest"),
)
reopenings = table(
    "reopenings",
    whole("entry", key=True),
    whole("place", key=True),
    text("case_seal"),
    whole("prior_entry"),
    whole("prior_item"),
    text("reason", null=True),
    Index("ix_reopenings_case_seal", "case_seal"),
)
papers = table(
    "papers",
    whole("entry", key=True),
    text("case_seal"),
    text("step"),
    text("seals"),
    text("person"),
    Index("ix_papers_case_seal", "case_seal", "entry"),
)
notes = table(
    "notes",
    whole("entry", key=True),
    text("category"),
    text("words", null=True),
    text("people"),
    Index("ix_notes_category", "category"),
)
