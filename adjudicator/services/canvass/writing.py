"""The answer as files: the JSON of the command, and a table for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from adjudicator.domain.canvass.tiers import Line, NotOrdered
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.safe_cells import safe_row
from adjudicator.services.canvass.canvassing import Canvass, Canvassed
from adjudicator.services.canvass.gaps import choices_read
from adjudicator.services.canvass.loading import Loaded
from adjudicator.services.canvass.telling import answer_value, orders, percent, sentences
from adjudicator.services.errors import UsageError
from adjudicator.storage.files import write_whole

COLUMNS = (
    *("contest", "scope", "stage", "rules", "leader", "leader_votes", "runner_up"),
    *("runner_up_votes", "margin", "percent", "votes_cast", "margin_gives", "ordered", "by"),
    *("not_ordered_because", "overvotes", "undervotes", "needed_to_change"),
    *("machine_line_at", "votes_inside_machine_line"),
    *("manual_line_at", "votes_inside_manual_line"),
    *("seats", "asked_for_no_recount", "final", "counties_missing", "rows_set_aside", "in_words"),
)
"""Columns of the CSV, in order."""
_REASONS = {
    NotOrdered.STAGE: "not at this stage",
    NotOrdered.OPTED_OUT: "everybody defeated by that little asked for none",
    NotOrdered.TOO_FEW: "fewer over- and undervotes than votes needed",
    NotOrdered.INCOMPLETE: "the returns are not whole",
}
Cells = tuple[str | int | None, ...]


def answer_json(found: Canvass, loaded: Loaded) -> bytes:
    """What ``adjudicator canvass --json`` prints."""
    return json_bytes(answer_value(found, loaded))


def json_bytes(value: object) -> bytes:
    """A value as the commands print it."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def answer_csv(found: Canvass) -> bytes:
    """A row for every contest, in the order given, under :data:`COLUMNS`."""
    return table_bytes(COLUMNS, (_row(each, found) for each in found.contests))


def table_bytes(columns: Iterable[str], rows: Iterable[Cells]) -> bytes:
    """A CSV table whose cells no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(safe_row(row) for row in rows)
    return out.getvalue().encode()


def write_answer(path: Path, data: bytes) -> Path:
    """Put a file where somebody asked for it, in the place of one of that name.

    :raises UsageError: it cannot be written; what lay there lies there still.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror or error}). Nothing was changed. Choose "
            "another place."
        ) from error
    return path


def final_words(found: Canvassed) -> str:
    """Whether the answer holds: ``yes``, ``no``, or on which condition."""
    if found.final:
        return "yes"
    lacks = found.assessment is None or found.missing or found.set_aside
    return "no" if lacks else "if all counties are in"


def _row(found: Canvassed, canvass: Canvass) -> Cells:
    return (
        *(found.title, found.scope.value, canvass.stage.value, canvass.pack.id),
        *_figures(found),
        *(_seats(found), "; ".join(sorted(found.opted_out))),
        *(final_words(found), "; ".join(found.missing), found.set_aside),
        " ".join(sentences(found, canvass.stage)),
    )


def _figures(found: Canvassed) -> Cells:
    """The columns from ``leader`` to ``votes_inside_manual_line``; empty where nothing is known."""
    result, gives = found.result, found.assessment
    if result is None or gives is None:
        return _sums_alone(found)
    ranked = result.ranked
    first = ranked[result.seats - 1] if len(ranked) >= result.seats else ranked[-1]
    second = ranked[result.seats] if result.contested else None
    why = gives.not_ordered
    return (
        *(first.name, first.votes),
        *((second.name, second.votes) if second else (None, None)),
        None if gives.margin is None else str(gives.margin),
        None if gives.share is None else percent(gives.share).removesuffix(" %"),
        *(gives.votes, gives.tier.value, gives.ordered.value, orders(found.scope)),
        None if why is None else _REASONS[why],
        *(result.over, result.under, gives.needed),
        *_line(gives.machine),
        *_line(gives.manual),
    )


def _sums_alone(found: Canvassed) -> Cells:
    """Where no margin is computed, what was read is there still."""
    cells: list[str | int | None] = [None] * _FIGURES
    for column, number in (
        ("votes_cast", sum(choice.votes for choice in choices_read(found))),
        ("overvotes", found.sums.get(OVER)),
        ("undervotes", found.sums.get(UNDER)),
    ):
        cells[COLUMNS.index(column) - COLUMNS.index("leader")] = number
    return tuple(cells)


def _line(line: Line | None) -> Cells:
    return (None, None) if line is None else (line.at, line.away)


def _seats(found: Canvassed) -> int | None:
    return None if found.result is None else found.result.seats


_FIGURES = COLUMNS.index("seats") - COLUMNS.index("leader")
