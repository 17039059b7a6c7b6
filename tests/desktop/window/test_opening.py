"""A recount that counts, by keyboard alone: from nothing to the first ruling."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from adjudicator.desktop.importing.draw_pane import DrawPane
from adjudicator.desktop.importing.import_screen import ImportScreen
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.papers import printer
from adjudicator.desktop.people.enrol import EnrolDialog
from adjudicator.desktop.people.hand_out import HandOutDialog
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.proof.hand_out_form import HandOutPane
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.desktop.wizard.people_step import PeopleStep
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from adjudicator.interchange.elections.canonical import canonical_election
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.ledger.origin import Purpose
from adjudicator.services.next_steps import Way
from adjudicator.services.opening import new_recount
from adjudicator.services.tabulator_test import REMINDER
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.desktop.recounts import ELECTION, NOT_DRAWN, PEOPLE, make_source
from tests.desktop.support import dialog, no_dialog, press, settled, sign, write

DICE = "3 1 6 2 5 4 1 1 6 3 2 5 4 6 1 2 3 3 5 6"
CSV = "person,name,role,party,table\n" + "".join(
    f"{p.person},{p.name},{p.role.value},{p.party or ''},{p.table or ''}\n" for p in PEOPLE
)


class Opening:
    """Whoever leads the opening at one keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow, place: Path) -> None:
        self.qtbot, self.window, self.place = qtbot, window, place
        self.secrets: dict[str, str] = {}

    def hit(self, button: QPushButton) -> None:
        assert button.isEnabled(), button.text()
        QTest.keyClick(button, Qt.Key.Key_Space)
        settled(self.qtbot, self.window)

    def create(self) -> None:
        """Through the wizard; the passphrases are those it proposed."""
        (self.place / "election.json").write_bytes(canonical_election(ELECTION))
        (self.place / "people.csv").write_text(CSV)
        self.hit(self.window.start.new)
        self.qtbot.waitUntil(lambda: isinstance(self.window.stack.currentWidget(), WizardScreen))
        wizard = self.window.stack.currentWidget()
        assert isinstance(wizard, WizardScreen)
        press(self.window, "Space")
        self.hit(wizard.next)
        write(self.window, str(self.place / "election.json"))
        settled(self.qtbot, self.window)
        press(self.window, "Tab", "Tab")
        write(self.window, str(self.place / "recount"))
        for _ in range(4):
            self.hit(wizard.next)
        people = wizard.steps[wizard.place]
        assert isinstance(people, PeopleStep)
        people.load_file(self.place / "people.csv")
        settled(self.qtbot, self.window)
        self.secrets = {p.person: p.passphrase for p in wizard.draft.people}
        for _ in range(3):
            self.hit(wizard.next)

    @property
    def overview(self) -> OverviewScreen:
        self.window.show_screen("overview")
        settled(self.qtbot, self.window)
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, OverviewScreen)
        return shown

    def now(self) -> list[str]:
        """The step that comes now, and what stands under Next."""
        overview = self.overview
        self.qtbot.waitUntil(lambda: bool(overview.opening.lines))
        assert overview.opening.isVisible()
        return [line for line in overview.opening.lines if line.endswith(": now")]

    def go(self, way: Way) -> None:
        self.hit(self.overview.next.buttons[way])

    def sign(self, *people: str) -> None:
        sign(self.qtbot, self.window, **{p: self.secrets[p] for p in people})

    def hand_out(self, *takers: str) -> str:
        self.go(Way.HAND_OUT)
        signing = dialog(self.qtbot, self.window, SigningDialog)
        pane = signing.findChild(HandOutPane)
        assert pane is not None
        pane.out.line.setFocus()
        write(signing, str(self.place / "stick"))
        for taker in takers:
            QTest.keyClick(pane.takers[taker], Qt.Key.Key_Space)
        self.sign("clerk1")
        assert no_dialog(self.window)
        return self.overview.banner.sentence

    def load(self) -> ImportScreen:
        """Type where the ballots are, look at them, and press Import."""
        self.window.show_screen("import")
        settled(self.qtbot, self.window)
        screen = self.window.stack.currentWidget()
        assert isinstance(screen, ImportScreen)
        screen.form.source.line.setFocus()
        if not screen.form.source.line.text():
            write(self.window, str(make_source(self.place / "source")))
        press(self.window, "Return")
        settled(self.qtbot, self.window)
        self.hit(screen.form.run)
        return screen


@pytest.fixture
def opening(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Opening:
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    monkeypatch.setattr(printer, "COMMAND", "no-such-print-command")
    made = Opening(qtbot, window, tmp_path)
    made.create()
    return made


def test_before_the_roster_is_fixed_a_newcomer_needs_no_officer(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    window.adopt(new_recount(tmp_path / "r", election=ELECTION, purpose=Purpose.RECOUNT))
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    QTest.keyClick(overview.next.buttons[Way.PEOPLE], Qt.Key.Key_Space)
    settled(qtbot, window)
    people = window.stack.currentWidget()
    assert isinstance(people, PeopleScreen)
    QTest.keyClick(people.enrol, Qt.Key.Key_Space)
    form = dialog(qtbot, window, EnrolDialog).form
    write(form, "Nora Diaz")
    press(form, "Return")
    signing = dialog(qtbot, window, SigningDialog)
    assert not signing.rows
    assert signing.record_button.hasFocus()
    press(signing, "Space")
    out = dialog(qtbot, window, HandOutDialog)
    QTest.keyClick(out.close_button, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert [line.person.name for line in people.table.shown()] == ["Nora Diaz"]


def import_and_draw(opening: Opening) -> None:
    """The ballots are imported, the dice typed in, the pile closed."""
    window, qtbot = opening.window, opening.qtbot
    assert opening.now() == ["6 Flagged ballots imported: now"]
    screen = opening.load()
    opening.sign("clerk1")
    qtbot.waitUntil(screen.imports.pile.isEnabled)
    assert opening.now() == ["7 Pile drawn and closed: now"]
    window.show_screen("import")
    settled(qtbot, window)
    opening.hit(screen.imports.pile)
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(DrawPane)
    assert pane is not None
    assert pane.text.hasFocus()
    write(signing, "3 1 6")
    assert "has 3 of at least 20" in pane.seed.text()
    write(signing, DICE.removeprefix("3 1 6"))
    assert pane.seed.text().startswith("Seed: 34905d70 ")
    opening.sign("chair1", "member1")


def sign_in(opening: Opening, *people: str) -> None:
    """With F3, the name, and the passphrase."""
    window, qtbot = opening.window, opening.qtbot
    for person in people:
        press(window, "F3")
        seating = dialog(qtbot, window, SignInDialog)
        write(seating, next(p.name for p in PEOPLE if p.person == person))
        press(seating, "Return")
        settled(qtbot, window)
        write(seating, opening.secrets[person])
        press(seating, "Return")
        settled(qtbot, window)
        qtbot.waitUntil(lambda: no_dialog(window))


def test_from_nothing_to_the_first_ruling_by_keyboard(opening: Opening) -> None:
    window, qtbot = opening.window, opening.qtbot
    assert opening.now() == ["3 Roster fixed by the board: now"]
    assert opening.overview.next.sentences == [
        "Opening, step 3 of 10: The board's majority fixes the roster, each with their passphrase."
    ]
    assert opening.overview.purpose.text() == "RECOUNT"
    opening.go(Way.ROSTER)
    opening.sign("chair1", "member1", "obs1")
    assert "and the opening is cosigned." in opening.overview.banner.sentence

    assert opening.now() == ["5 Opening card handed out: now"]
    early = opening.load()
    assert no_dialog(window)
    assert "the step \u201cOpening card handed out\u201d comes first" in early.banner.sentence
    said = opening.hand_out("obs1", "obs2")
    assert said.startswith("Opening card handed out: papers/opening-card.pdf is made and noted as")
    cosigned = opening.overview.opening.lines[3]
    assert "Judge Kelly, Ann Lewis and Flora Lee" in cosigned, "a party cosigns with the board"
    assert "Judge Kelly and Ann Lewis" in opening.overview.opening.lines[2]
    done = opening.overview.opening.lines[4]
    assert "done, for Flora Lee and Gus Scott \u00b7 Ira Stone" in done

    import_and_draw(opening)
    assert opening.now() == ["9 Pile card handed out: now"]
    opening.hand_out("obs1")
    assert opening.now() == ["10 Opening report printed: now"]
    opening.hand_out("chair1", "member1")
    overview = opening.overview
    assert not overview.opening.isVisible()
    assert overview.batches.isVisible()
    assert overview.next.sentences == ["5 cases wait for a team.", NOT_DRAWN, REMINDER]
    sign_in(opening, "team1", "team2")
    window.show_review(None)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    review = page.review
    assert review is not None
    qtbot.waitUntil(lambda: review.flow.shown)
    press(window, "B", "Return", "F2")
    settled(qtbot, window)
    assert window.desk is not None
    recount = window.desk.recount
    qtbot.waitUntil(lambda: len(recount.state.data.rulings) == 1)
    cards = [
        read_anchor(str(opening.place / "stick" / f"{c}.tlog-proof")) for c in ("opening", "pile")
    ]
    assert verify(recount.folder.path, cards).outcome is Outcome.HOLDS
