"""House 26, all 44 precincts: one ballot less, and its precinct is false and does not close.

That the whole evening balances against the press's own list is told in ``tests/end_to_end``.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.domain.reconciliation.places import Level
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.closing import close_batches
from adjudicator.services.demonstration.kinds import VOLUSIA, Script, read_script
from adjudicator.services.demonstration.preparing import (
    BOARD_STATION,
    StoryClock,
    make_passphrases,
    prepare,
)
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.errors import Refusal
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import identity
from adjudicator.services.presence import note_here
from adjudicator.services.reconciliation.report import Reconciliation, read_reconciliation
from adjudicator.services.reconciliation.words import line_words
from adjudicator.services.recount import Recount, Signer, open_recount
from adjudicator.services.ruling import record_rulings
from adjudicator.services.status import recount_status
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.cases import CaseFilter, list_batches, list_cases
from adjudicator.storage.record import Appended
from tests.end_to_end.evening_26 import deliver_unprinted
from tests.services.demonstration.scripts import quiet

NOTHING = Ruling(Disposition.NOTHING_MARKED)


@pytest.fixture(scope="module")
def script() -> Script:
    """Without its second look: what is told here is what else a close waits for."""
    script = read_script(VOLUSIA)
    return replace(script, story=replace(script.story, second_look=None))


def states(found: Reconciliation) -> dict[str, bool | None]:
    return {line.place.precinct: line.balanced for line in found.of(Level.PRECINCT)}


def without(manifest: Path, ballot: str) -> None:
    """Leave a ballot's rows out of what is delivered."""
    head, *rows = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith(f"{ballot},")]
    assert len(kept) == len(rows) - 1
    manifest.write_text("".join([head, *kept]), encoding="utf-8")


@dataclass
class Short:
    """The same without one ballot."""

    recount: Recount
    table: Table
    board: dict[str, Signer]
    gone: str
    precinct: str

    def batches(self) -> dict[str, int]:
        with self.recount.reading() as connection:
            found = [b for b in list_batches(connection) if b.precinct == self.precinct]
        return {batch.container: batch.number for batch in found}

    def rule(self, batch: int) -> None:
        with self.table.recount.reading() as connection:
            cases = list_cases(connection, CaseFilter(batch=batch))
        record_rulings(self.table.recount, [(case, NOTHING) for case in cases], self.table.team)

    def close(self, *batches: int) -> Appended:
        recount, table = self.table.recount, self.table
        team = [identity(recount, s.person.id, table.passphrase(s.person.id)) for s in table.team]
        return close_batches(recount, batches, team, seen=recount.state.close_counts(batches))

    def explain(self, batch: int) -> Appended:
        note_here(self.recount, self.board)
        votes = [(person, "yes") for person in self.board]
        why = "The envelope was found empty; the ballot is looked for."
        target = targets.batch(batch)
        return carry(self.recount, Effect.EXPLAIN, target, why, votes, [*self.board.values()])


@pytest.fixture
def short(script: Script, tmp_path: Path) -> Iterator[Short]:
    source = deliver_unprinted(script, tmp_path / "source")
    with source.expected.open(encoding="utf-8") as lines:
        box = next(row for row in csv.DictReader(lines) if row["container"] == "R05V")
    gone = box["ballot_ids"].split(";")[0]
    without(source.manifest, gone)
    secrets = make_passphrases(script.people)
    folder, clock = tmp_path / "recount", StoryClock()
    prepare(folder, script, source, secrets, clock=clock, progress=quiet, whole=False)
    recount = open_recount(folder, station=BOARD_STATION, clock=clock)
    table = Table(folder, "1", script.people, secrets, clock)
    board = [p.person for p in script.people if p.role in {Role.CHAIR, Role.MEMBER}][:2]
    keys = {person: identity(recount, person, secrets[person]) for person in board}
    yield Short(recount, table, keys, gone, "R05")
    table.leave()
    recount.close()


def test_one_ballot_less_turns_its_precinct_false_and_keeps_its_close_until_it_is_explained(
    short: Short,
) -> None:
    found = read_reconciliation(short.recount)
    assert states(found) == {f"R{n:02}": n != 5 for n in range(1, 45)}
    (line,) = found.differing
    assert (line.found, line.listed, line.astray.missing) == (15, 16, (short.gone,))
    told = line_words(found.election, line)
    assert told.startswith("15 of 16 flagged ballots are here, 1 is missing.")
    waits = "Precinct R05 (invented): 15 of 16 flagged ballots are here, 1 is missing."
    assert waits in recount_status(short.recount).waiting
    numbers = short.batches()
    mail, early = numbers["R05V"], numbers["R05E"]
    assert found.batches(line) == (mail,)
    for batch in (mail, early):
        short.rule(batch)
    short.close(early)
    with pytest.raises(Refusal, match=r"1 is missing\. .*Nothing was lost"):
        short.close(mail)
    motion = short.explain(mail)
    closed = short.close(mail)
    with short.recount.reading() as connection:
        (entry,) = list_entries(connection, first=closed.index, limit=1)
        (left,) = list_batches(connection, numbers=[mail])
    assert entry.body["differences"] == [[mail, left.cases + 1, left.cases, motion.index]]
    after = read_reconciliation(short.recount)
    assert states(after)["R05"] is False, "explained is not balanced"
    assert not after.unexplained
    assert "The envelope was found empty" in after.explanations(after.differing[0])[0].sentence
    assert verify(short.recount.folder.path, jobs=1).outcome is Outcome.ALONE
