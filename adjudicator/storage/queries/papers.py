"""Where papers are, and the scans a case was shown in."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from adjudicator.storage.conditions import in_released_lot
from adjudicator.storage.queries.cases import CaseRecord, case_record, select_cases
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.schema import case_rows, cases, entries, papers, rulings

OUT = ("requested", "on_the_table")
"""Steps after which the paper is not where it belongs, or somebody is on the way to it."""


@dataclass(frozen=True, slots=True)
class PaperStepRecord:
    """One step in the life of a case's paper."""

    entry: int
    time: str
    case_seal: str
    step: str
    """``requested``, ``on_the_table`` or ``returned``."""
    seals: tuple[str, ...]
    """Numbers of the container's seals that were seen."""
    person: str


@dataclass(frozen=True, slots=True)
class PaperOutRecord:
    """A case whose paper is out, with the steps since it was asked for."""

    case: CaseRecord
    steps: tuple[PaperStepRecord, ...]


@dataclass(frozen=True, slots=True)
class RowVersion:
    """One scan a case was shown in."""

    seal: str
    """The seal of the row; a ruling names the one it was made on."""
    entry: int
    """The import or the rescan it came with."""
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OlderEvidence:
    """A case whose current ruling was made on an older scan, and is to be confirmed."""

    case: CaseRecord
    ruled_on: str
    """The seal of the row the ruling was made on."""


def papers_out(
    connection: Connection, *, contest: str | None = None, batch: int | None = None
) -> list[PaperOutRecord]:
    """Cases whose paper was asked for and is not back, in work order."""
    query = select_cases().where(cases.c.paper.in_(OUT))
    if contest is not None:
        query = query.where(cases.c.contest == contest)
    if batch is not None:
        query = query.where(cases.c.batch == batch)
    # Sorted here: few papers are out, and a database told the order walks all cases in it.
    found = sorted(map(case_record, connection.execute(query)), key=lambda case: case.work)
    steps: dict[str, list[PaperStepRecord]] = {}
    for some in chunks([case.seal for case in found]):
        for row in connection.execute(_steps().where(papers.c.case_seal.in_(some))):
            mine = steps.setdefault(row.case_seal, [])
            if row.step == "requested":
                mine.clear()
            mine.append(_step(row))
    return [PaperOutRecord(case, tuple(steps.get(case.seal, ()))) for case in found]


def paper_history(connection: Connection, seal: str) -> list[PaperStepRecord]:
    """Every step of a case's paper, in record order."""
    return [_step(row) for row in connection.execute(_steps().where(papers.c.case_seal == seal))]


def list_paper_steps(connection: Connection, *, first: int = 0) -> list[PaperStepRecord]:
    """Steps of every paper from one entry on, in record order."""
    return [_step(row) for row in connection.execute(_steps().where(papers.c.entry >= first))]


def row_versions(connection: Connection, seal: str) -> list[RowVersion]:
    """The scans a case was shown in, oldest first; most cases have one."""
    query = select(case_rows).where(case_rows.c.case_seal == seal).order_by(case_rows.c.entry)
    found = [
        RowVersion(row.seal, row.entry, tuple(json.loads(row.images)))
        for row in connection.execute(query)
    ]
    if found:
        return found
    only = connection.execute(
        select(cases.c.row_seal, cases.c.import_entry, cases.c.images).where(cases.c.seal == seal)
    ).all()
    return [
        RowVersion(row.row_seal, row.import_entry, tuple(json.loads(row.images))) for row in only
    ]


def rulings_on_older_scans(connection: Connection) -> list[OlderEvidence]:
    """Cases inside the totals whose current ruling was made before the newest scan."""
    again = select(case_rows.c.case_seal).distinct()
    query = (
        select_cases()
        .add_columns(rulings.c.row_seal.label("ruled_on"))
        .join(
            rulings,
            (rulings.c.entry == cases.c.ruling_entry) & (rulings.c.item == cases.c.ruling_item),
        )
        .where(cases.c.seal.in_(again), rulings.c.row_seal != cases.c.row_seal, in_released_lot())
        .order_by(cases.c.work)
    )
    return [OlderEvidence(case_record(row), row.ruled_on) for row in connection.execute(query)]


def _steps() -> Any:  # noqa: ANN401 - a select of two tables
    return (
        select(papers, entries.c.time)
        .join(entries, entries.c.i == papers.c.entry)
        .order_by(papers.c.entry)
    )


def _step(row: Row[Any]) -> PaperStepRecord:
    return PaperStepRecord(
        entry=row.entry,
        time=row.time,
        case_seal=row.case_seal,
        step=row.step,
        seals=tuple(json.loads(row.seals)),
        person=row.person,
    )
