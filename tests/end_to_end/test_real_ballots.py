"""Real marked ballots, from the scanner's backup to the tally, ruled on by keyboard alone.

24 sheets marked by hand in every odd way.  The scanner handed 11 of them back to the voter; the
board releases that lot, and a team rules on the overvotes, the circles, the dot and the faint mark.
"""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.app import make_window
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import Role
from adjudicator.domain.readings import Condition
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.sources.opening import open_source
from adjudicator.ledger.origin import Purpose
from adjudicator.services.importing import Importer
from adjudicator.services.locating.looking import Looking, make_plan
from adjudicator.services.opening import new_recount
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.services.seating import Seat
from adjudicator.services.tallying import tally_lines
from adjudicator.storage.queries.cases import (
    CaseFilter,
    CaseRecord,
    list_cases,
    pages_of_sheet,
)
from tests.desktop.support import dialog, press, settled, write

PEOPLE = (
    Enrolment("kelly", "Judge Kelly", Role.CHAIR, None),
    Enrolment("lewis", "Lou Lewis", Role.MEMBER, "Republican"),
    Enrolment("moss", "Mo Moss", Role.MEMBER, "Democratic"),
    Enrolment("cora", "Cora Cole", Role.CLERK, None),
    Enrolment("ada", "Ada Ash", Role.TEAM, "Republican"),
    Enrolment("ben", "Ben Bay", Role.TEAM, "Democratic"),
    Enrolment("ortiz", "Ora Ortiz", Role.OBSERVER, "Republican"),
)
NAMES = {p.person: p.name for p in PEOPLE}
WORDS = {p.person: f"{p.person} keeps a long phrase" for p in PEOPLE}
FOUND = (
    # ballot, contest, keys of the ruling: choice, consistency, pages of pictures, clause
    ("b57e8748", "State-Senator", ("2", "2", "2")),
    ("a7cbd4bb", "Representative-in-Congress", ("1", "2", "1")),
    ("46f9490e", "County-Treasurer", ("1", "2", "2")),
    ("05b4f778", "United-States-Senator", ("1", "2", "9", "9", "2")),
    ("346698d4", "Register-of-Probate", ("2", "2", "9", "9", "2")),
)
EXPECTED = {
    "State-Senator": ("Matthew Thornton", "(4)(c)2"),
    "Representative-in-Congress": ("Jeremiah Smith", "(4)(c)1"),
    "County-Treasurer": ("John Smith", "(4)(c)2"),
    "United-States-Senator": ("John Langdon", "(4)(c)14"),
    "Register-of-Probate": ("Claire Cutts", "(4)(c)14"),
}


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the recount of the real sheets, to work in."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "recount"


@pytest.fixture(scope="module")
def made(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recount of the real sheets: imported, handed-back lot released, pile closed."""
    place = tmp_path_factory.mktemp("real")
    source = shared_data / "nh-test-ballots"
    election = read_election(source / "election.json")
    recount = new_recount(place / "recount", election=election, purpose=Purpose.DEMO)
    enrol_and_constitute(recount, PEOPLE, WORDS)
    report = Importer(recount, open_source(source, election)).run(
        identity(recount, "cora", WORDS["cora"])
    )
    assert (report.sheets, report.cases, report.notes) == (24, 179, 3)
    by_condition = dict.fromkeys(Condition, 0)
    for _, condition, n in report.flagged:
        by_condition[Condition(condition)] += n
    assert by_condition[Condition.OVERVOTE] == 13
    assert by_condition[Condition.BLANK] == 161
    assert by_condition[Condition.UNDERVOTE] == 5
    board = [identity(recount, p, WORDS[p]) for p in ("kelly", "lewis")]
    for person, signer in zip(("kelly", "lewis"), board, strict=True):
        note_here(recount, {person: signer})
    close_pile(recount, board)
    with recount.reading() as connection:
        before = {
            line.tally.contest.id: line.tally.ballots for line in tally_lines(connection, election)
        }
    assert set(before.values()) == {13}
    assert report.entry is not None
    votes = [("kelly", "yes"), ("lewis", "yes")]
    target = targets.lot(report.entry, Lot.NOT_COUNTED)
    carry(recount, Effect.RELEASE, target, "counted by hand", votes, board)
    with recount.reading() as connection:
        after = {line.tally.ballots for line in tally_lines(connection, election)}
    assert after == {24}
    # Nothing is outlined that was not looked at; the window would get there, a moment later.
    Looking(recount, make_plan(recount), 1, lambda _looked: None).run()
    recount.close()
    return place


@dataclass
class Table:
    """The window with a team and an observer at it."""

    window: MainWindow
    qtbot: QtBot

    @property
    def recount(self) -> Recount:
        assert self.window.desk is not None
        return self.window.desk.recount

    @property
    def seats(self) -> tuple[Seat, ...]:
        assert self.window.desk is not None
        return self.window.desk.seats

    @property
    def review(self) -> ReviewScreen:
        found = self.window.findChildren(ReviewScreen)
        return found[-1]

    def sign_in(self, person: str) -> None:
        """F3, the person, the passphrase: as people do."""
        press(self.window, "F3")
        asked = dialog(self.qtbot, self.window, SignInDialog)
        settled(self.qtbot, self.window)
        write(asked, NAMES[person])
        press(asked, "Return")
        self.qtbot.waitUntil(asked.prompt.isEnabled)
        write(asked, WORDS[person])
        press(asked, "Return")
        self.qtbot.waitUntil(lambda: person in {s.person.id for s in self.seats})
        settled(self.qtbot, self.window)

    def go_to(self, number: str) -> None:
        """``/``, the case's number, Return."""
        press(self.review, "/")
        write(self.review, number)
        press(self.review, "Return")

        def there() -> bool:
            flow = self.review.flow
            return flow.case is not None and flow.case.number == number and flow.shown

        self.qtbot.waitUntil(there)
        settled(self.qtbot, self.window)

    def record(self) -> None:
        """The first member proposes, the second agrees."""
        size = self.recount.state.size
        press(self.review, "Return", "F2")
        self.qtbot.waitUntil(lambda: self.recount.state.size > size)
        settled(self.qtbot, self.window)


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path) -> Iterator[Table]:
    window = make_window(qapp, SettingsFile(tmp_path / "settings" / "window.json"))
    window.show()
    qtbot.waitExposed(window)
    window.open_folder(folder)
    qtbot.waitUntil(lambda: window.desk is not None)
    settled(qtbot, window)
    made = Table(window, qtbot)
    for person in ("ada", "ben", "ortiz"):
        made.sign_in(person)
    first = cases_of(made.recount)[0]
    window.show_review(first.batch, first.number)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewScreen)))
    qtbot.waitUntil(lambda: made.review.flow.case is not None and made.review.flow.shown)
    yield made
    window.close()
    window.deleteLater()


def cases_of(recount: Recount) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter())


def outlined_right(table: Table, case: CaseRecord, marks: list[dict[str, str]]) -> None:
    """The outline on the screen holds every target of the contest, on the side that has it."""
    pane = table.review.pane
    mine = [m for m in marks if m["contest_id"] == case.row.contest]
    mine = [m for m in mine if m["sheet_id"].startswith(case.row.ballot)]
    assert mine
    assert ("front", "back")[pane.current] == mine[0]["side"]
    box = pane.view._box
    assert box is not None
    for mark in mine:
        x = float(mark["x"]) + float(mark["w"]) / 2
        y = float(mark["y"]) + float(mark["h"]) / 2
        assert box.x < x < box.right
        assert box.y < y < box.bottom


def test_a_team_rules_on_real_ballots_by_keyboard_and_the_tally_moves_by_exactly_that(
    table: Table, shared_data: Path
) -> None:
    with (shared_data / "nh-test-ballots" / "marks.csv").open() as file:
        marks = list(csv.DictReader(file))
    recount = table.recount
    overvotes = [c for c in cases_of(recount) if c.row.condition is Condition.OVERVOTE]
    assert len(overvotes) == 13
    for case in overvotes:
        table.go_to(case.number)
        outlined_right(table, case, marks)
        press(table.review, "O", "1")
        assert table.review.flow.draft is not None
        assert "under (6): overvote" in table.review.flow.draft.sentence
        table.record()

    for ballot, contest, keys in FOUND:
        (case,) = [
            c
            for c in cases_of(recount)
            if c.row.ballot == ballot and c.row.contest.startswith(contest)
        ]
        table.go_to(case.number)
        outlined_right(table, case, marks)
        press(table.review, *keys)
        name, clause = EXPECTED[contest]
        draft = table.review.flow.draft
        assert draft is not None
        assert draft.sentence.startswith(f"Vote for {name} under {clause}:"), draft.sentence
        table.record()

    assert len(cases_of(recount)) == 179
    with recount.reading() as connection:
        lines = tally_lines(connection, recount.election)
    moved = {
        line.tally.contest.id: {
            line.tally.contest.choice(choice).name: figure.change
            for choice, figure in line.tally.choices
            if figure.change
        }
        for line in lines
    }
    assert {c.rsplit("-", 1)[0]: votes for c, votes in moved.items() if votes} == {
        contest: {name: 1} for contest, (name, _) in EXPECTED.items()
    }
    assert sum(line.tally.under.change for line in lines) == -5
    assert sum(line.tally.over.change for line in lines) == 0
    assert sum(line.tally.pending for line in lines) == 179 - 18
    assert {line.tally.balanced for line in lines} == {True}


def test_the_three_odd_readings_carry_their_note(folder: Path) -> None:
    recount = open_recount(folder)
    noted = {}
    with recount.reading() as connection:
        for case in list_cases(connection, CaseFilter()):
            _, note = pages_of_sheet(connection, case.row)
            if note:
                noted[case.row.ballot, case.row.contest.rsplit("-", 1)[0]] = note
    recount.close()
    assert set(noted) == {
        ("786f4868", "Governor"),
        ("04e81bd0", "State-Senator"),
        ("b57e8748", "Sheriff"),
    }
    assert "without measuring ink" in noted["786f4868", "Governor"]
