"""Cases and batches: the queue a team works through, and any case by number."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.cases import CaseRow, machine_from_value
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.history import CaseStatus, waits_for_board, waits_for_team
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.storage.conditions import in_released_lot, lots_inside
from adjudicator.storage.schema import batches, case_rows, cases, imports, sheet_pages


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case as the working tables hold it."""

    seal: str
    row_seal: str
    number: str
    """Case number without spaces, check symbol last."""
    place: int
    work: int
    """Place in the shuffled work order."""
    batch: int
    row: CaseRow
    status: CaseStatus
    ruling: tuple[int, int] | None
    """Entry and item of the current ruling."""
    import_entry: int
    released: bool
    """Whether its lot stands inside the totals and may be ruled on."""
    disposition: Disposition | None = None
    """Of the current ruling, like ``tier`` and ``clause``."""
    tier: Tier | None = None
    clause: str | None = None
    closed: int | None = None
    """The close that covers it."""
    reopened: int | None = None
    """The entry that reopened it, until it is ruled on again."""
    paper: str | None = None
    """The last step of its paper: ``requested``, ``on_the_table`` or ``returned``."""
    isolated: int | None = None
    """The order that locks this single case, until it is released."""

    @property
    def rescanned(self) -> bool:
        """Whether it is shown in another scan than the first."""
        return self.row_seal != self.seal


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One batch: the cases of one contest in one container of one precinct and counting group."""

    number: int
    contest: str
    precinct: str
    group: str
    container: str
    cases: int
    unreviewed: int
    """Cases a team has to rule on, reopened ones among them."""
    ruled: int
    for_board: int
    """Cases the board has to rule on, reopened ones among them."""
    for_paper: int
    """Of these, the cases that wait for the paper to be fetched."""
    held_back: int
    """Cases of lots not released or isolated, and single cases isolated."""
    open: int
    """Cases of released lots no close covers yet."""
    closed: int | None
    """The last entry that closed it."""

    @property
    def finished(self) -> bool:
        """Whether the team has nothing left to rule on and the batch can be closed."""
        return self.open > 0 and self.unreviewed == 0

    @property
    def is_closed(self) -> bool:
        """Whether a close covers every released case of it."""
        return self.closed is not None and self.open == 0


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list; every part left empty lets all through."""

    contest: str | None = None
    precinct: str | None = None
    batch: int | None = None
    statuses: tuple[CaseStatus, ...] = ()

    def clauses(self) -> list[ColumnElement[bool]]:
        """As SQL conditions."""
        found: list[ColumnElement[bool]] = []
        if self.contest is not None:
            found.append(cases.c.contest == self.contest)
        if self.precinct is not None:
            found.append(cases.c.precinct == self.precinct)
        if self.batch is not None:
            found.append(cases.c.batch == self.batch)
        if self.statuses:
            found.append(cases.c.status.in_([s.value for s in self.statuses]))
        return found


def select_cases() -> Select[Any]:
    """Cases, each with whether its lot stands inside the totals."""
    return select(cases, in_released_lot().label("released"))


def case_by_seal(connection: Connection, seal: str) -> CaseRecord | None:
    """The case of that seal."""
    row = connection.execute(select_cases().where(cases.c.seal == seal)).first()
    return None if row is None else case_record(row)


def case_by_number(connection: Connection, number: str) -> CaseRecord | None:
    """The case of that number (no spaces, check symbol included)."""
    row = connection.execute(select_cases().where(cases.c.number == number)).first()
    return None if row is None else case_record(row)


def list_cases(
    connection: Connection, wanted: CaseFilter, *, limit: int | None = None
) -> list[CaseRecord]:
    """Cases in work order.

    :param limit: how many at most; none means all.
    """
    # Every place lies above zero: said, so that the database walks the index of what is wanted.
    query = select_cases().where(*wanted.clauses(), cases.c.work > 0)
    query = query.order_by(cases.c.work).limit(limit)
    return [case_record(row) for row in connection.execute(query)]


def seals_of_batch(connection: Connection, batch: int) -> list[str]:
    """The seals of a batch's released cases in work order."""
    query = (
        select(cases.c.seal).where(cases.c.batch == batch, in_released_lot()).order_by(cases.c.work)
    )
    return list(connection.execute(query).scalars())


def list_batches(connection: Connection, *, numbers: Sequence[int] = ()) -> list[BatchRecord]:
    """Batches with how far each has come, by number; of these ``numbers`` alone if there are."""
    query = select(batches).order_by(batches.c.number)
    if numbers:
        query = query.where(batches.c.number.in_(numbers))
    rows = connection.execute(query).all()
    progress = _progress(connection, numbers)
    return [
        BatchRecord(
            number=r.number,
            contest=r.contest,
            precinct=r.precinct,
            group=r.grp,
            container=r.container,
            cases=r.cases,
            unreviewed=done["unreviewed"],
            ruled=done["ruled"],
            for_board=done["for_board"],
            for_paper=done["for_paper"],
            held_back=done["held_back"],
            open=done["open"],
            closed=r.closed,
        )
        for r in rows
        if (done := progress.get(r.number)) is not None
    ]


def _progress(connection: Connection, numbers: Sequence[int]) -> dict[int, Counter[str]]:
    """How far each batch has come, added up from one index; batches without a case are left out."""
    keys = (
        cases.c.batch,
        cases.c.import_entry,
        cases.c.lot,
        cases.c.status,
        cases.c.tier,
    )
    query = select(
        *keys,
        func.count().label("n"),
        func.sum(cases.c.settled).label("settled"),
        func.count(cases.c.closed).label("closed"),
    ).group_by(*keys)
    if numbers:
        query = query.where(cases.c.batch.in_(numbers))
    inside = lots_inside(connection)
    found: dict[int, Counter[str]] = {}
    for number, entry, lot, status, tier, n, settled, closed in connection.execute(query):
        done = found.setdefault(number, Counter())
        if not inside(entry, lot) or status == CaseStatus.ISOLATED:
            done["held_back"] += n
            continue
        # What a second look saw otherwise counts, and waits for the board: it stands there alone.
        done["ruled"] += 0 if status == CaseStatus.SEEN_OTHERWISE else int(settled)
        if waits_for_board(status, tier):
            done["for_board"] += n
        elif waits_for_team(status, tier):
            done["unreviewed"] += n
        done["for_paper"] += n if status == CaseStatus.PAPER_OUT else 0
        done["open"] += n - closed
    return found


def case_record(row: Row[Any]) -> CaseRecord:
    """One row of :func:`select_cases`."""
    ruling = None if row.ruling_entry is None else (row.ruling_entry, row.ruling_item)
    return CaseRecord(
        seal=row.seal,
        row_seal=row.row_seal,
        number=row.number,
        place=row.place,
        work=row.work,
        batch=row.batch,
        row=CaseRow(
            contest=row.contest,
            sheet=SheetId.parse(row.sheet),
            ballot=row.ballot,
            precinct=row.precinct,
            group=CountingGroup(row.grp),
            container=row.container,
            position=row.position,
            lot=Lot(row.lot),
            condition=Condition(row.condition),
            images=tuple(json.loads(row.images)),
            machine=machine_from_value(json.loads(row.machine)),
            remakes=row.remakes,
        ),
        status=CaseStatus(row.status),
        ruling=ruling,
        import_entry=row.import_entry,
        released=bool(row.released),
        disposition=None if row.disposition is None else Disposition(row.disposition),
        tier=None if row.tier is None else Tier(row.tier),
        clause=row.clause,
        closed=row.closed,
        reopened=row.reopened,
        paper=row.paper,
        isolated=row.isolated,
    )


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of a sheet, in paper order."""

    image: str
    """SHA-256 of the image file."""
    page: int
    """Page within that file, from 1."""
    layout: PageLayout | None


def pages_of_sheet(
    connection: Connection, row: CaseRow
) -> tuple[tuple[PageRecord, ...], str | None]:
    """The pages of a case's sheet, and the source's note about the case, if any.

    A sheet that was scanned again has one page for each new image, and no layout.
    """
    sheet = str(row.sheet)
    found = connection.execute(
        select(sheet_pages)
        .join(cases, cases.c.import_entry == sheet_pages.c.import_entry)
        .where(cases.c.contest == row.contest, cases.c.sheet == sheet, sheet_pages.c.sheet == sheet)
    ).first()
    plain = tuple(PageRecord(image, 1, None) for image in row.images)
    if found is None:
        return plain, None
    pages = tuple(
        PageRecord(image, page, None if layout is None else PageLayout.from_value(layout))
        for image, page, layout in json.loads(found.pages)
    )
    note = json.loads(found.notes).get(row.contest)
    as_imported = {page.image for page in pages} == set(row.images)
    return pages if as_imported else plain, None if note is None else str(note)


def pages_by_sheet(connection: Connection, sheet: str) -> tuple[PageRecord, ...]:
    """The pages of any imported sheet as they were imported; empty where none are known."""
    found = connection.execute(
        select(sheet_pages.c.pages)
        .join(imports, imports.c.entry == sheet_pages.c.import_entry)
        .where(sheet_pages.c.sheet == sheet, imports.c.voided.is_(None))
    ).first()
    pages = () if found is None else json.loads(found.pages)
    return tuple(PageRecord(image, page, None) for image, page, _layout in pages)


def case_images(connection: Connection) -> set[str]:
    """Hashes of every image some case is or was ruled on."""
    rows = set(connection.execute(select(cases.c.images)).scalars())
    rows |= set(connection.execute(select(case_rows.c.images)).scalars())
    return {image for images in rows for image in json.loads(images)}
