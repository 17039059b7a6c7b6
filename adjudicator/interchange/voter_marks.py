"""Over- and undervotes as tables for a spreadsheet: by place, by kind of mark; and the notes."""

import csv
import io
from collections.abc import Iterable, Sequence

from adjudicator.interchange.safe_cells import safe_row

Cell = str | int | None

PLACES = (
    *("contest", "style", "precinct", "group", "ballots", "overvotes_before", "overvotes_after"),
    *("undervotes_before", "undervotes_after", "writeins_not_qualified_before"),
    *("writeins_not_qualified_after", "ballots_reviewed", "reviewed_overvoted"),
    *("reviewed_undervoted", "reviewed_other", "found_to_hold_a_vote", "votes_found", "pending"),
    "watermark",
)
"""Columns by style, precinct and group.  Over- and undervotes are counted in votes."""
MARKS = (
    *("contest", "style", "precinct", "group", "machine", "ruling", "clause", "clause_title"),
    *("clause_verified", "ballots", "votes_added", "votes_taken_away", "watermark"),
)
"""Columns by kind of mark."""
NOTES = ("entry", "time", "category", "words", "signed", "watermark")
"""Columns of what was noted in the course of the recount."""


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as UTF-8 CSV, no cell of which a spreadsheet would run.

    :raises ValueError: a row has another number of cells than there are columns.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{len(row)} cells for {len(columns)} columns")
        writer.writerow(safe_row(row))
    return out.getvalue().encode()
