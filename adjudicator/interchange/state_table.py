"""The state report as a table: CSV with cells no spreadsheet runs."""

import csv
from collections.abc import Iterable, Sequence
from typing import IO

from adjudicator.interchange.safe_cells import safe_row


def write_state_csv(
    columns: Sequence[str], rows: Iterable[Iterable[str | int | None]], stream: IO[str]
) -> int:
    """Write heads and rows; ``stream`` is text, opened with ``newline=""``.

    :returns: how many rows.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    written = 0
    for row in rows:
        writer.writerow(safe_row(row))
        written += 1
    return written
