"""The tally the program signs is the one the verifier folds, where it is not plain.

Contests of several seats, counts that tell no number of ballots everywhere, and write-ins nobody
qualified for, apart or among the undervotes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.domain.tally import BALLOTS, UNDER, UNQUALIFIED, Cell, MachineCount
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy
from adjudicator.services.tallying import tally_lines
from adjudicator.services.tallying_objections import tallies_with_objections
from adjudicator.services.verifying.verify import verify
from tests.support.boardroom import Boardroom
from tests.support.exports import exported
from tests.support.scene import ListSource, Sheet
from tests.verifier import readers

SHEETS = (
    Sheet(1, ("line",), ()),
    Sheet(2, ("line",), ()),
    Sheet(3, (), ()),
    Sheet(4, (), ("cy",)),
    Sheet(5, ("ann",), ("cy", "di")),
)
WRITTEN = Ruling(Disposition.WRITE_IN, frozenset({"line"}), clause="5", words="Zed")


WRITTEN_ON = ("1", "2", "3")
"""The machine counted the first two; on the third a person finds one."""


@dataclass(slots=True)
class WithWriteIns(ListSource):
    """A delivery in which ballots with a write-in are flagged too."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for record in ListSource.records(self):
            assert isinstance(record, SourceSheet)
            contests = [
                replace(c, condition=Condition.WRITE_IN) if c.machine.votes == {"line"} else c
                for c in record.contests
            ]
            yield replace(record, contests=tuple(contests))


def played(place: Path, *, as_under: bool = False, **brought: Any) -> Boardroom:  # noqa: ANN401 - fields
    """A recount in which every case is ruled on, one of them as a write-in, and closed."""
    policy = Policy(privacy=False, publish="at_once", writeins_as_under=as_under)
    room = Boardroom.with_room(place, policy=policy)
    listed = room.source(SHEETS)
    source = WithWriteIns(listed.folder, SHEETS, complete=not brought)
    Importer(room.recount, source, **brought).run(room.identity("cora"))
    room.pile()
    room.sit("ada", "ben", "ortiz", "lee")
    for case in room.cases():
        written = case.row.contest == "mayor" and case.row.sheet.record in WRITTEN_ON
        room.rule(case, WRITTEN if written else None)
    room.close_batches(*sorted({case.batch for case in room.cases()}))
    return room


def told(room: Boardroom) -> dict[str, Any]:
    """What an export says of each contest, after both verifiers have read it."""
    out = room.path.parent / "out"
    exported(room, out)
    files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert readers.by_the_verifier(files, files["record.jsonl"].splitlines()) is None
    assert verify(out).failure is None
    return {found["id"]: found for found in json.loads(files["tally.json"])["contests"]}


def figures(found: dict[str, Any], name: str) -> tuple[int, int, int]:
    """Before, change, after."""
    value = found[name]
    return value["before"], value["change"], value["after"]


def test_a_contest_of_several_seats_with_more_undervotes_than_ballots(tmp_path: Path) -> None:
    room = played(tmp_path)
    found = told(room)
    assert found["council"]["ballots"] == 5
    assert found["council"]["undervotes"]["before"] == 7
    assert found["council"]["balanced"] is True
    assert figures(found["mayor"], "unqualified") == (2, 1, 3)
    room.recount.close()


def test_counts_that_say_nothing_of_ballots_in_one_precinct(tmp_path: Path) -> None:
    room = played(tmp_path, counts=_counts((("p1", True), ("p2", False))))
    assert told(room)["mayor"]["ballots"] is None
    room.recount.close()


def test_write_ins_among_the_undervotes_foot_in_every_tally(tmp_path: Path) -> None:
    room = played(tmp_path, as_under=True)
    found = told(room)["mayor"]
    assert figures(found, "unqualified") == (0, 0, 0)
    # Two the machine counted and two blank ones; then one blank is a vote, and one is written in.
    assert figures(found, "undervotes") == (4, -1, 3)
    assert found["balanced"] is True
    with room.recount.reading() as connection:
        for by in ("precinct", "grp", "lot"):
            for line in tally_lines(connection, room.recount.election, by=(by,)):
                assert line.tally.balanced is True
                assert line.tally.unqualified.after == 0
    assert tallies_with_objections(room.recount) == ()
    room.recount.close()


@pytest.mark.parametrize("as_under", [True, False])
def test_counts_of_the_county_are_folded_alike(tmp_path: Path, *, as_under: bool) -> None:
    """A county that counts them as undervotes says so in its file, or tells them apart there."""
    room = played(tmp_path, as_under=as_under, counts=_counts((("p1", True),)))
    found = told(room)["mayor"]
    assert (found["unqualified"]["before"], found["undervotes"]["before"]) == (
        (0, 4) if as_under else (2, 2)
    )
    assert found["balanced"] is True
    room.recount.close()


def _counts(precincts: Sequence[tuple[str, bool]]) -> list[MachineCount]:
    """The machine's counts of mayor, in some precincts no more than a vote or two."""
    rows = {"ann": 1, "bob": 0, "over": 0, UNDER: 2, UNQUALIFIED: 2, BALLOTS: 5}
    return [
        MachineCount(Cell("mayor", precinct, "election_day", "accepted"), bucket, n)
        for precinct, whole in precincts
        for bucket, n in (rows if whole else {"ann": 1}).items()
    ]
