"""Enrolling by form and from a file, a lost passphrase, removal, and who sits for whom."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.people.enrol import EnrolDialog
from adjudicator.desktop.people.file_form import PeopleFileDialog
from adjudicator.desktop.people.hand_out import HandOutDialog
from adjudicator.desktop.people.new_key import NewKeyDialog
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.people import Person, Role
from adjudicator.ledger.passphrases import bits
from adjudicator.services.errors import Refusal
from adjudicator.services.people import identity
from adjudicator.services.people_at_work.standing import role_words
from adjudicator.storage.queries.acts import PersonRecord, list_people
from tests.desktop.recounts import PASSPHRASES, make_recount
from tests.desktop.support import dialog, no_dialog, press, settled, write

FILE = """\
person,name,role,party,table
team3,Nora Diaz,team,Heron Party,2
team4,Pip Reed,team,EGR,2
team1,Somebody Else,team,HER,2
obs3,Una Pine,observr,HER,2
"""
OFFICERS = ("chair1", "clerk1")


@pytest.fixture
def people(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> PeopleScreen:
    window.adopt(make_recount(tmp_path / "recount"), "people")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, PeopleScreen)
    return shown


@pytest.fixture(autouse=True)
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files the program asked the computer to show; none is shown."""
    found: list[Path] = []

    def show(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return found


class Counted:
    """Keys pressed by a person, counted."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window, self.keys = qtbot, window, 0

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        press(self.window, *keys)
        settled(self.qtbot, self.window)

    def write(self, text: str) -> None:
        self.keys += len(text)
        write(self.window, text)


def choose(people: PeopleScreen, name: str) -> None:
    for number, line in enumerate(people.table.shown()):
        if line.person.name == name:
            people.table.selectRow(number)


def sign_by_keyboard(qtbot: QtBot, signing: SigningDialog, window: MainWindow) -> None:
    """Go to each officer's line by Tab, type, and record with what has the focus then."""
    for person in OFFICERS:
        for _ in range(30):
            if signing.rows[person].line.hasFocus():
                break
            press(signing, "Tab")
        assert signing.rows[person].line.hasFocus()
        write(signing, PASSPHRASES[person])
        press(signing, "Return")
        settled(qtbot, window)
    assert signing.record_button.hasFocus(), signing.lacking.text()
    press(signing, "Space")
    settled(qtbot, window)


def enrolled(people: PeopleScreen) -> dict[str, bool]:
    with people.recount.reading() as connection:
        return {p.person.id: not p.removed for p in list_people(connection)}


def test_one_person_is_enrolled_by_keyboard_in_a_few_keys_beside_what_is_typed(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen, opened_files: list[Path]
) -> None:
    hand = Counted(qtbot, window)
    people.enrol.setFocus()
    hand.press("Space")
    form = dialog(qtbot, window, EnrolDialog).form
    assert form.name.hasFocus()
    proposed = form.passphrase.text()
    hand.write("Nora Diaz")
    hand.press("Return")
    signing = dialog(qtbot, window, SigningDialog)
    assert signing.rows["chair1"].line.hasFocus()
    typed = len("Nora Diaz")
    for person, on in (("chair1", 0), ("clerk1", 2)):
        hand.press(*["Tab"] * on)
        for _ in range(12):
            if signing.rows[person].line.hasFocus():
                break
            hand.press("Tab")
        hand.write(PASSPHRASES[person])
        typed += len(PASSPHRASES[person])
        hand.press("Return")
    hand.press("Space")
    out = dialog(qtbot, window, HandOutDialog)
    assert [p.passphrase for p in out.table.shown()] == [proposed]
    assert identity(people.recount, "team3", proposed).introduced is not None
    hand.press("Space")
    made = Path(out.file.text())
    assert out.banner.sentence.startswith(f"{made} is made. Print it now, and delete the file")
    assert made.name == "recount-card-team3.pdf"
    assert made.read_bytes().startswith(b"%PDF")
    assert made.stat().st_mode & 0o077 == 0
    assert opened_files == [made]
    hand.press("Space")
    assert no_dialog(window)
    assert hand.keys - typed <= 18, "a minute is enough for the names and two passphrases"


def test_passphrases_are_hidden_until_somebody_asks_and_gone_afterwards(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    QTest.keyClick(people.enrol, Qt.Key.Key_Space)
    form = dialog(qtbot, window, EnrolDialog).form
    write(form, "Nora Diaz")
    secret = form.passphrase.text()
    press(form, "Return")
    sign_by_keyboard(qtbot, dialog(qtbot, window, SigningDialog), window)
    out = dialog(qtbot, window, HandOutDialog)
    cell = out.table.filter_model.index(0, 2)
    assert secret not in str(cell.data())
    assert out.print.hasFocus()
    out.shown.setFocus()
    press(out, "Space")
    assert cell.data() == secret
    QTest.keyClick(out.close_button, Qt.Key.Key_Space)
    settled(qtbot, window)
    QApplication.sendPostedEvents()
    assert no_dialog(window)


def test_a_passphrase_of_ones_own_needs_fourteen_characters(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    QTest.keyClick(people.enrol, Qt.Key.Key_Space)
    form = dialog(qtbot, window, EnrolDialog).form
    assert form.passphrase.text().count("-") == 3
    assert bits(4) >= 50
    write(form, "Nora Diaz")
    form.passphrase.setText("thirteen char")
    press(form, "Return")
    assert form.problem.text().startswith("This passphrase has 13 characters; it needs at least 14")
    form.passphrase.setText("fourteen chars")
    press(form, "Return")
    assert dialog(qtbot, window, SigningDialog).isVisible()


def read_file(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen, path: Path
) -> PeopleFileDialog:
    people.add_file.setFocus()
    press(people, "Space")
    form = dialog(qtbot, window, PeopleFileDialog)
    assert form.file.line.hasFocus()
    write(form, str(path))
    press(form, "Return")
    settled(qtbot, window)
    return form


def test_a_file_is_enrolled_by_keyboard_and_the_officers_sign_once(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen, tmp_path: Path
) -> None:
    path = tmp_path / "late.csv"
    path.write_text(FILE)
    form = read_file(qtbot, window, people, path)
    assert [p.who.name for p in form.people] == ["Nora Diaz", "Pip Reed"]
    assert form.banner.sentence == (
        "2 people of late.csv can be enrolled. 2 rows are left out; below is why."
    )
    wrong = [(p.row, p.column) for p in form.problems.shown()]
    assert wrong == [(4, "person"), (5, "role")]
    assert '"observer"' in form.problems.shown()[1].message
    assert form.go.hasFocus()
    secrets = {p.who.person: p.passphrase for p in form.people}
    press(form, "Space")
    signing = dialog(qtbot, window, SigningDialog)
    assert signing.windowTitle() == "Enrol 2 people of a file"
    sign_by_keyboard(qtbot, signing, window)
    assert people.banner.sentence == "2 people are enrolled."
    out = dialog(qtbot, window, HandOutDialog)
    assert {p.who.person: p.passphrase for p in out.table.shown()} == secrets
    for person, secret in secrets.items():
        assert identity(people.recount, person, secret).introduced is not None
    tables = {line.person.id: line.table for line in people.table.shown()}
    assert (tables["team3"], tables["team4"]) == ("2", "2")


def test_somebody_of_the_file_types_a_passphrase_of_their_own(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen, tmp_path: Path
) -> None:
    path = tmp_path / "late.csv"
    path.write_text(FILE)
    form = read_file(qtbot, window, people, path)
    form.table.selectRow(1)
    form.passphrase.setFocus()
    form.passphrase.clear()
    write(form, "too short")
    press(form, "Return")
    assert "9 characters" in form.banner.sentence
    form.passphrase.clear()
    write(form, "marsh lamp kettle oar")
    press(form, "Return")
    assert form.people[1].passphrase == "marsh lamp kettle oar"
    assert form.banner.sentence == "Pip Reed has a passphrase of their own."
    words = str(form.table.filter_model.index(1, 5).data())
    assert words.endswith("typed by its holder")
    assert "marsh" not in words
    assert form.people[0].passphrase.count("-") == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("person,name\n", "role"),
        ("person,name,role\nteam1,Ada,team\n", "0 people of late.csv can be enrolled."),
        (None, "cannot be opened"),
    ],
)
def test_a_file_without_anybody_to_enrol_says_why(
    qtbot: QtBot,
    window: MainWindow,
    people: PeopleScreen,
    tmp_path: Path,
    text: str | None,
    told: str,
) -> None:
    path = tmp_path / "late.csv"
    if text is not None:
        path.write_text(text)
    form = read_file(qtbot, window, people, path)
    assert told in form.banner.sentence
    assert not form.go.isEnabled()
    assert form.isVisible()


def test_a_lost_passphrase_takes_one_form_and_two_other_officers(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    choose(people, "Ada Reyes")
    people.new_key.setFocus()
    press(people, "Space")
    form = dialog(qtbot, window, NewKeyDialog)
    assert form.windowTitle() == "Lost passphrase of Ada Reyes"
    assert "What the old key signed stays valid" in form._request.sentence
    assert form.passphrase.line.hasFocus()
    write(form, "short")
    assert form.passphrase.problem.startswith("This passphrase has 5 characters")
    assert form.lacking.text() == "Still needed: a passphrase that is long enough."
    form.passphrase.line.clear()
    write(form, "marsh lamp kettle oar")
    assert form.reason.text() == "The passphrase was lost."
    sign_by_keyboard(qtbot, form, window)
    assert people.banner.sentence == "Ada Reyes has a new key."
    out = dialog(qtbot, window, HandOutDialog)
    assert out.table.shown()[0].passphrase == "marsh lamp kettle oar"
    key = identity(people.recount, "team1", "marsh lamp kettle oar")
    assert key.introduced is not None
    with pytest.raises(Refusal, match="not right"):
        identity(people.recount, "team1", PASSPHRASES["team1"])


def test_an_officer_who_lost_a_passphrase_does_not_sign_for_themselves(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    choose(people, "Judge Kelly")
    QTest.keyClick(people.new_key, Qt.Key.Key_Space)
    form = dialog(qtbot, window, NewKeyDialog)
    assert sorted(form.rows) == ["clerk1", "member1", "member2"]
    form.reject()
    QTest.keyClick(people.remove, Qt.Key.Key_Space)
    assert sorted(dialog(qtbot, window, SigningDialog).rows) == ["clerk1", "member1", "member2"]


def test_somebody_removed_is_enrolled_again_from_the_list(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    choose(people, "Gus Scott")
    QTest.keyClick(people.remove, Qt.Key.Key_Space)
    signing = dialog(qtbot, window, SigningDialog)
    signing.reason.setText("Was sent home by the party.")
    sign_by_keyboard(qtbot, signing, window)
    assert not enrolled(people)["obs2"]
    choose(people, "Gus Scott")
    assert not people.remove.isEnabled()
    assert people.new_key.text().replace("&", "") == "Enrol again\u2026"
    QTest.keyClick(people.new_key, Qt.Key.Key_Space)
    form = dialog(qtbot, window, NewKeyDialog)
    secret = form.passphrase.passphrase
    sign_by_keyboard(qtbot, form, window)
    assert enrolled(people)["obs2"]
    assert identity(people.recount, "obs2", secret).introduced is not None


def test_a_removed_person_gives_up_the_seat_here(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    people.desk.seating.sign_in("obs2", PASSPHRASES["obs2"])
    choose(people, "Gus Scott")
    QTest.keyClick(people.remove, Qt.Key.Key_Space)
    signing = dialog(qtbot, window, SigningDialog)
    signing.reason.setText("Was sent home by the party.")
    sign_by_keyboard(qtbot, signing, window)
    assert people.desk.seats == ()


def test_the_list_says_who_sits_for_whom() -> None:
    names = {"kelly": "Judge Kelly", "rita": "Rita Alt"}

    def record(role: Role, seated: str | None, displaced: str | None) -> PersonRecord:
        person = Person("x", role, seated=seated is not None, displaced=displaced is not None)
        return PersonRecord(person, "in", True, False, 1, seated, displaced)  # noqa: FBT003 - its fields in order

    assert role_words(record(Role.ALTERNATE, "kelly", None), names) == (
        "Alternate, seated for Judge Kelly"
    )
    assert role_words(record(Role.CHAIR, None, "rita"), names) == "Chair; Rita Alt holds the seat"
    assert role_words(record(Role.ALTERNATE, None, None), names) == "Alternate"
    assert (
        role_words(record(Role.MEMBER, None, "gone"), names) == "Board member; gone holds the seat"
    )
