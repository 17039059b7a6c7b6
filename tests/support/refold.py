"""The tally and every case's status, folded from nothing but the record's entries and files.

Written against the record format and ``domain`` alone, so that it can contradict the counters and
the working tables.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from adjudicator.domain.cases import CaseRow
from adjudicator.domain.election import Election
from adjudicator.domain.history import (
    Effective,
    Event,
    Isolated,
    ObjectionFiled,
    ObjectionOutcome,
    ObjectionWithdrawn,
    Released,
    Reopened,
    RulingMade,
    SeenOtherwise,
    effective,
)
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.tally import CaseEffect, Cell, effect_delta
from adjudicator.ledger.piles import BatchKey, batch_key, number_batches
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.queries.tally import DIMENSIONS, Lots, counters
from adjudicator.storage.schema import CASES, SETTLED, entries, openings

Numbers = dict[tuple[Cell, str], tuple[int, int]]
"""``(cell, bucket)`` to ``(before, change)``, zeros left out."""


@dataclass(slots=True)
class FoldedCase:
    """One case and everything that happened to it."""

    row: CaseRow
    import_: int
    batch: int
    events: list[Event] = field(default_factory=list)
    closed: int | None = None

    @property
    def now(self) -> Effective:
        """What stands for it."""
        return effective(self.events, closed=self.closed is not None)

    @property
    def cell(self) -> Cell:
        """Where its numbers belong."""
        row = self.row
        return Cell(row.contest, row.precinct, row.group.value, row.lot.value)


class Refold:
    """One folding of a whole record."""

    def __init__(self, connection: Connection, folder: RecountFolder) -> None:
        self._connection = connection
        self._folder = folder
        self.cases: dict[str, FoldedCase] = {}
        self.imports: dict[int, dict[str, Any]] = {}
        self.void: set[int] = set()
        self.released: set[tuple[int, str]] = set()
        self.isolated: set[tuple[int, str]] = set()
        self._batches: dict[BatchKey, int] = {}
        self._rulings: dict[tuple[int, int], str] = {}
        for index, data in connection.execute(
            select(entries.c.i, entries.c.data).order_by(entries.c.i)
        ):
            body = json.loads(data)["b"]
            step = getattr(self, f"_{body['kind']}", None)
            if step is not None:
                step(index, body)

    def standing(self) -> dict[str, FoldedCase]:
        """The cases of imports that are not void."""
        return {seal: c for seal, c in self.cases.items() if c.import_ not in self.void}

    def inside(self, import_: int, lot: str) -> bool:
        """Whether a lot stands in the totals."""
        taken_in = lot == "accepted" or (import_, lot) in self.released
        return taken_in and (import_, lot) not in self.isolated

    def numbers(
        self, election: Election, *, closed_only: bool = False, every_lot: bool = True
    ) -> Numbers:
        """Machine counts and changes of every cell, with cases and settled ones."""
        found: dict[tuple[Cell, str], list[int]] = {}

        def add(cell: Cell, bucket: str, before: int, change: int) -> None:
            pair = found.setdefault((cell, bucket), [0, 0])
            pair[0] += before
            pair[1] += change

        for index, body in self.imports.items():
            if index not in self.void and body["counts"] is not None:
                counts = json.loads(self._folder.counts(body["counts"]).read_bytes())
                for contest, precinct, group, lot, bucket, n in counts:
                    if not (every_lot or self.inside(index, lot)):
                        continue
                    add(Cell(contest, precinct, group, lot), bucket, n, 0)
        for case in self.standing().values():
            if not (every_lot or self.inside(case.import_, case.row.lot.value)):
                continue
            add(case.cell, CASES, 0, 1)
            counting = case.now.counting
            if counting is None or (closed_only and case.closed is None):
                continue
            add(case.cell, SETTLED, 0, 1)
            effect = CaseEffect(case.cell, case.row.machine, counting.disposition, counting.votes)
            contest_ = election.contest(case.row.contest)
            for bucket, n in effect_delta(contest_, effect).items():
                add(case.cell, bucket, 0, n)
        return {
            key: (before, change) for key, (before, change) in found.items() if before or change
        }

    # One method per kind -----------------------------------------------------------------

    def _import(self, index: int, body: dict[str, Any]) -> None:
        self.imports[index] = body

    def _pile(self, index: int, body: dict[str, Any]) -> None:  # noqa: ARG002 - one shape for all
        rows: dict[str, tuple[int, dict[str, Any]]] = {}
        for source in body["imports"]:
            query = select(openings.c.seal, openings.c.value).where(openings.c.entry == source)
            for seal, value in self._connection.execute(query):
                rows[seal] = (source, json.loads(value))
        keys = [batch_key(row) for _, row in rows.values()]
        self._batches = number_batches(keys, self._batches)
        for seal in self._folder.pile(body["root"]).read_text().split():
            source, row = rows[seal]
            self.cases[seal] = FoldedCase(
                CaseRow.from_value(row), source, self._batches[batch_key(row)]
            )

    def _motion(self, index: int, body: dict[str, Any]) -> None:
        effect, target = body["effect"], body["target"]
        if effect == "void":
            self.void.add(target["import"])
        elif effect in {"release", "isolate"} and "cases" in target:
            event = Isolated(index) if effect == "isolate" else Released(index)
            for seal in target["cases"]:
                self.cases[seal].events.append(event)
        elif effect == "isolate":
            self.isolated.add((target["import"], target["lot"]))
        elif effect == "release":
            self.isolated.discard((target["import"], target["lot"]))
            self.released.add((target["import"], target["lot"]))

    def _reopen(self, index: int, body: dict[str, Any]) -> None:
        for seal in body["cases"]:
            self.cases[seal].events.append(Reopened(index))
            self.cases[seal].closed = None

    def _rule(self, index: int, body: dict[str, Any]) -> None:
        for n, item in enumerate(body["items"]):
            self._rulings[index, n] = item["case"]
            self.cases[item["case"]].events.append(
                RulingMade(
                    index,
                    n,
                    Tier(body["tier"]),
                    Disposition(item["disp"]),
                    frozenset(item["votes"]),
                    tuple((o, ObjectionOutcome(said)) for o, said in item["objections"]),
                )
            )

    def _look(self, index: int, body: dict[str, Any]) -> None:
        for item in body["items"]:
            case = self.cases[item["case"]]
            ruling = case.now.ruling
            if ruling is not None and ruling.disposition != item["disp"]:
                case.events.append(SeenOtherwise(index))

    def _attest(self, index: int, body: dict[str, Any]) -> None:
        if body["answer"] != "object":
            return
        about = set(body["cases"])
        for entry, _, items in body["about"]:
            about |= {
                seal
                for (made, n), seal in self._rulings.items()
                if made == entry and (items == "all" or n in items)
            }
        for seal in about:
            if self.cases[seal].closed is None:
                self.cases[seal].events.append(ObjectionFiled(index))

    def _withdraw(self, index: int, body: dict[str, Any]) -> None:
        for case in self.cases.values():
            case.events.append(ObjectionWithdrawn(index, body["objection"][0]))

    def _close(self, index: int, body: dict[str, Any]) -> None:
        struck = {entry for answer in body["answers"] for entry in answer[6]}
        for case in self.cases.values():
            case.events = [
                e for e in case.events if not (isinstance(e, ObjectionFiled) and e.entry in struck)
            ]
        for case in self.standing().values():
            inside = self.inside(case.import_, case.row.lot.value)
            free = inside and case.now.isolated is None
            if case.batch in body["batches"] and case.closed is None and free:
                case.closed = index


def stored_numbers(
    connection: Connection, *, closed_only: bool = False, every_lot: bool = True
) -> Numbers:
    """The same numbers as the counters have them."""
    lots = Lots.EVERY if every_lot else Lots.INSIDE
    rows = counters(connection, by=DIMENSIONS, closed_only=closed_only, lots=lots).rows
    return {
        (row.cell, row.bucket): (row.before, row.change) for row in rows if row.before or row.change
    }
