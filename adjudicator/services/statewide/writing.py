"""The state report as files: CSV for spreadsheets, PDF for the certification meeting."""

import io
import json
from pathlib import Path

from adjudicator.interchange.papers.pdf import render
from adjudicator.interchange.state_table import write_state_csv
from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.paper import state_paper
from adjudicator.services.statewide.report import StateReport
from adjudicator.services.statewide.values import COLUMNS, state_value, table_rows
from adjudicator.storage.files import write_whole


def write_csv(state: StateReport, path: Path) -> int:
    """Write the table: one row for each county and choice, then the totals.

    :returns: how many rows.
    :raises OSError: it cannot be written there.
    """
    stream = io.StringIO(newline="")
    rows = write_state_csv(COLUMNS, table_rows(state), stream)
    write_whole(path, stream.getvalue().encode(), mode=0o644)
    return rows


def write_pdf(state: StateReport, path: Path) -> None:
    """Write the report for the certification meeting.

    :raises OSError: it cannot be written there.
    """
    write_whole(path, render(state_paper(state)), mode=0o644)


def write_report(state: StateReport, path: Path) -> Path:
    """Write the report as the ending of the name says: ``.json``, ``.csv`` or ``.pdf``.

    :raises UsageError: another ending.
    :raises OSError: it cannot be written there.
    """
    match path.suffix.lower():
        case ".json":
            told = json.dumps(state_value(state), indent=2, sort_keys=True, ensure_ascii=False)
            write_whole(path, f"{told}\n".encode(), mode=0o644)
        case ".csv":
            write_csv(state, path)
        case ".pdf":
            write_pdf(state, path)
        case other:
            raise UsageError(f"Nothing is saved as {other or 'that'}. Choose one of the forms.")
    return path
