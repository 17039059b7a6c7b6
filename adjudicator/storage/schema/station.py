"""What a station keeps of its own: no part of the record, never rebuilt."""

from adjudicator.storage.schema.base import table, text, whole

station_claims = table(
    "station_claims",
    whole("batch", key=True),
    text("station"),
    text("table_name"),
)
