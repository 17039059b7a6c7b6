"""Status files: what a county writes, and what the state believes of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.statewide.standing import Standing
from adjudicator.ledger import cosignatures, statusfile
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.statusfile import ContestStatus, Status
from adjudicator.services.statewide.asking import Request
from adjudicator.services.statewide.assembling import gather
from adjudicator.services.statewide.report import StateReport
from adjudicator.services.statewide.status_files import read_status_files, write_status
from tests.support.boardroom import Boardroom
from tests.support.counties import County

BAY = County("Bay")
KEYS = {name: SigningKey(bytes([n]) * 32) for n, name in enumerate(("own", "forger"), start=1)}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


def test_a_station_writes_how_far_it_is_and_no_votes_of_open_batches(
    room: Boardroom, tmp_path: Path
) -> None:
    for case in room.mayor()[:2]:
        room.rule(case)
    path = write_status(room.recount, tmp_path / "out")
    (read,) = read_status_files([tmp_path / "out"])
    assert read.status is not None
    mayor = read.status.contests[0]
    assert (mayor.title, mayor.cases, mayor.ruled, mayor.waiting) == ("Mayor", 16, 2, 14)
    assert (mayor.closed, mayor.precincts_closed, mayor.done) == (0, 0, False)
    assert all(n == 0 for _, _, n in read.status.partial)
    state = room.recount.state
    assert (read.status.size, read.status.root) == (state.size, state.root.hex())
    assert "signed by the record's key alone" in read.words
    room.rule(room.mayor()[2])
    assert write_status(room.recount, tmp_path / "out", room.identity("cora")) == path
    (newer,) = read_status_files([tmp_path / "out"])
    assert newer.status is not None
    assert newer.status.contests[0].ruled == 3
    assert "signed by the record's key and a clerk" in newer.words


def status_of(origin: str, **more: object) -> Status:
    """A status of that record at its end, by a station that holds some key."""
    contest = ContestStatus(
        id="senate",
        title="U.S. Senate",
        done=False,
        cases=30,
        ruled=12,
        waiting=18,
        batches=3,
        closed=1,
        precincts=2,
        precincts_closed=1,
    )
    made = Status(
        origin=origin,
        size=10,
        root="00" * 32,
        log=cosignatures.log_vkey(origin, KEYS["own"].public),
        clerk=None,
        t="2018-11-17T12:00:10Z",
        county="Bay",
        election="General Election",
        held="2018-11-06",
        contests=(contest,),
        partial=(),
        deadlines=(),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # by name


class Board:
    """A folder of status files, and maybe the export of the county."""

    def __init__(self, place: Path, pack: RulePack) -> None:
        self.folder, self.pack = place / "status", pack
        self.folder.mkdir()
        self.large = BAY.make(place / "exports" / "bay")
        self.place = place
        found = gather(Request(pack, exports=[self.large.path]), jobs=1)
        self.read = found.exports[0].read

    def put(self, name: str, key: str = "own", **more: object) -> None:
        public = KEYS[key].public
        log = cosignatures.log_vkey(self.read.origin, public)
        status = status_of(self.read.origin, log=log, **more)
        (self.folder / f"{name}.status").write_bytes(statusfile.encode(status, KEYS[key]))

    def state(self, *, export: bool = False) -> StateReport:
        exports = [self.large.path] if export else []
        return gather(Request(self.pack, exports=exports, statuses=[self.folder]), jobs=1)

    def whys(self, *, export: bool = False) -> dict[str, str]:
        return {each.file: each.why for each in self.state(export=export).statuses}


@pytest.fixture
def board(tmp_path: Path, pack: RulePack) -> Board:
    return Board(tmp_path, pack)


def test_the_board_of_progress_shows_who_is_how_far(board: Board) -> None:
    board.put("bay")
    (report,) = board.state().contests
    (bay,) = (line for line in report.lines if line.county == "Bay")
    assert bay.standing is Standing.MISSING
    assert bay.how_far is not None
    assert bay.how_far.words == "partial: 1 of 3 batches closed, 12 of 30 cases ruled"
    assert bay.status.startswith("Status of 2018-11-17T12:00:10Z: U.S. Senate: 12 of 30 cases")


def test_an_older_file_of_the_same_record_is_named_and_the_newest_shown(board: Board) -> None:
    board.put("one", size=10)
    board.put("two", size=12, t="2018-11-17T12:00:12Z")
    assert board.whys() == {
        "one.status": "Older: another file of the same record was made 2018-11-17T12:00:12Z.",
        "two.status": "",
    }


def test_two_records_with_one_origin_are_both_kept_and_neither_believed(board: Board) -> None:
    board.put("one", root="11" * 32)
    board.put("two", root="22" * 32)
    assert all(why.startswith("Two records with one origin") for why in board.whys().values())


def test_a_forged_file_is_named_by_the_key_of_the_countys_export(board: Board) -> None:
    board.put("forged", key="forger")
    assert board.whys(export=True) == {
        "forged.status": "Forged: it is signed by another key than the record of bay."
    }
    (board.folder / "forged.status").rename(board.folder / "forged.kept")
    board.put("alone")
    assert board.state().statuses[0].words.endswith("key alone, which is compared with nothing.")
    (board.folder / "alone.status").unlink()
    (board.folder / "forged.kept").rename(board.folder / "forged.status")
    board.put("another")
    assert set(board.whys().values()) == {
        "Two files of one record are signed by different keys: one of them is forged."
    }


def test_a_file_that_was_altered_or_is_of_another_county_is_left_out(board: Board) -> None:
    board.put("altered")
    path = board.folder / "altered.status"
    path.write_bytes(path.read_bytes().replace(b'"ruled":12', b'"ruled":29'))
    board.put("elsewhere", county="Atlantis")
    (board.folder / "noise.status").write_bytes(b"noise")
    assert board.whys() == {
        "altered.status": "It is signed for other contents: it was altered.",
        "elsewhere.status": 'Its county, "Atlantis", is none of Florida, November 2018.',
        "noise.status": "This is no status file.",
    }
