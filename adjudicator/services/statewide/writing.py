"""The state report as files: CSV for spreadsheets, PDF for the certification meeting."""

import io
from pathlib import Path

from adjudicator.interchange.papers.pdf import render
from adjudicator.interchange.state_table import write_state_csv
from adjudicator.services.statewide.paper import state_paper
from adjudicator.services.statewide.report import StateReport
from adjudicator.services.statewide.values import COLUMNS, table_rows
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
