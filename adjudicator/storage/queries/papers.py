"""Where papers went, and rulings made on an older scan."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from adjudicator.storage.conditions import in_released_lot
from adjudicator.storage.queries.cases import CaseRecord, case_record, select_cases
from adjudicator.storage.schema import case_rows, cases, entries, papers, rulings


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
class OlderEvidence:
    """A case whose current ruling was made on an older scan, and is to be confirmed."""

    case: CaseRecord
    ruled_on: str
    """The seal of the row the ruling was made on."""


def paper_history(connection: Connection, seal: str) -> list[PaperStepRecord]:
    """Every step of a case's paper, in record order."""
    return [_step(row) for row in connection.execute(_steps().where(papers.c.case_seal == seal))]


def list_paper_steps(connection: Connection) -> list[PaperStepRecord]:
    """Steps of every paper, in record order."""
    return [_step(row) for row in connection.execute(_steps())]


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
