from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.watermark import WatermarkLine
from adjudicator.desktop.people.draft import PersonDraft, proposed_id, roster_problems
from adjudicator.desktop.people.enrol import EnrolDialog
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.presence_dialog import PresenceDialog
from adjudicator.desktop.people.sign_in import SignInDialog, matches
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.people import Person, Role
from adjudicator.services.opening import Policy
from adjudicator.services.people_at_work.patience import Patience
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import PersonRecord, list_entries, list_people
from tests.desktop.recounts import PASSPHRASES, make_recount
from tests.desktop.support import dialog, no_dialog, press, settled, sign, write


@pytest.fixture
def people(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> PeopleScreen:
    window.adopt(make_recount(tmp_path / "recount"), "people")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, PeopleScreen)
    return shown


def kinds(recount: Recount) -> list[str]:
    with recount.reading() as connection:
        return [entry.kind for entry in list_entries(connection)]


def sign_in(qtbot: QtBot, window: MainWindow, letters: str, passphrase: str) -> SignInDialog:
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, letters)
    press(asked, "Return")
    write(asked, passphrase)
    press(asked, "Return")
    settled(qtbot, window)
    return asked


def row_of(people: PeopleScreen, name: str) -> list[str]:
    for number, line in enumerate(people.table.shown()):
        if line.person.name == name:
            model = people.table.filter_model
            return [str(model.index(number, c).data()) for c in range(model.columnCount())]
    raise AssertionError(name)


def choose(people: PeopleScreen, name: str) -> None:
    for number, line in enumerate(people.table.shown()):
        if line.person.name == name:
            people.table.selectRow(number)


def test_everyone_is_listed_with_role_party_and_table(people: PeopleScreen) -> None:
    assert row_of(people, "Ada Reyes") == [
        "Ada Reyes",
        "Counting team",
        "HER",
        "1",
        "not at the table",
        "",
        "team1",
    ]
    assert people.quorum.text() == "Board: 0 here, 2 needed of 3 seats"


def test_somebody_signs_in_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    sign_in(qtbot, window, "reyes", PASSPHRASES["team1"])
    assert no_dialog(window)
    assert row_of(people, "Ada Reyes")[4:6] == ["here", "signed in here"]
    assert kinds(people.recount)[-1] == "signin"
    assert window._foot is not None
    assert window._foot._right.text() == "Signed in here: Ada Reyes"


def test_a_wrong_passphrase_says_so_and_can_be_tried_again_at_once(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    asked = sign_in(qtbot, window, "reyes", "not the passphrase")
    assert asked.isVisible()
    assert asked.prompt._banner.sentence.startswith("Not signed in: the passphrase is not right.")
    write(asked, PASSPHRASES["team1"])
    press(asked, "Return")
    settled(qtbot, window)
    assert no_dialog(window)
    assert [s.person.id for s in people.desk.seats] == ["team1"]


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_wait_after_wrong_passphrases_is_counted_down_and_the_right_one_then_works(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    clock = Clock()
    people.recount.patience = Patience(clock)
    asked = sign_in(qtbot, window, "kelly", "wrong at first")
    assert asked.prompt.waiting == ""
    write(asked, "and wrong again")
    press(asked, "Return")
    settled(qtbot, window)
    clock.now += 1
    qtbot.waitUntil(lambda: not asked.prompt.waiting)
    write(asked, "and once more")
    press(asked, "Return")
    settled(qtbot, window)
    assert asked.prompt._banner.sentence == "Not signed in: the passphrase is not right."
    assert asked.prompt.waiting == "Try again in 2 seconds; nobody is locked out."
    assert not asked.prompt._line.isEnabled()
    clock.now += 1
    asked.prompt._countdown.tick()
    assert asked.prompt.waiting == "Try again in 1 second; nobody is locked out."
    # Another person at this station is not held up, and the chair's wait goes on meanwhile.
    asked.letters.setText("reyes")
    assert asked.prompt._line.isEnabled()
    asked.letters.setText("kelly")
    assert asked.prompt.waiting == "Try again in 1 second; nobody is locked out."
    clock.now += 1
    asked.prompt._countdown.tick()
    assert asked.prompt.waiting == ""
    assert asked.prompt._line.hasFocus()
    write(asked, PASSPHRASES["chair1"])
    press(asked, "Return")
    settled(qtbot, window)
    assert [s.person.id for s in people.desk.seats] == ["chair1"]


def test_in_the_signing_dialog_one_line_waits_and_the_others_do_not(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    clock = Clock()
    people.recount.patience = Patience(clock)
    choose(people, "Gus Scott")
    QTest.keyClick(people.remove, Qt.Key.Key_Space)
    signing = dialog(qtbot, window, SigningDialog)
    chair, clerk = signing.rows["chair1"], signing.rows["clerk1"]
    for _ in range(2):
        QTest.keyClicks(chair.line, "wrong one entirely")
        QTest.keyClick(chair.line, Qt.Key.Key_Return)
        settled(qtbot, window)
    assert chair.state == "waits"
    assert chair.problem == (
        "Not signed in: the passphrase is not right. Try again in 1 second; nobody is locked out."
    )
    assert not chair.line.isEnabled()
    QTest.keyClicks(clerk.line, PASSPHRASES["clerk1"])
    QTest.keyClick(clerk.line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert clerk.state.endswith("signed")
    clock.now += 1
    chair._countdown.tick()
    assert chair.line.isEnabled()
    QTest.keyClicks(chair.line, PASSPHRASES["chair1"])
    QTest.keyClick(chair.line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert chair.state.endswith("signed")
    assert signing.lacking.text() == "Still needed: the reason."


def test_the_sign_in_of_a_demonstration_carries_its_words(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    (line,) = asked.findChildren(WatermarkLine)
    assert line.isVisible()
    assert line.words == people.recount.watermark
    assert line.words.startswith("DEMONSTRATION")


def test_a_seat_is_left_by_the_same_key(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    sign_in(qtbot, window, "reyes", PASSPHRASES["team1"])
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, "reyes")
    assert asked.leave.isVisible()
    QTest.keyClick(asked.leave, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert people.desk.seats == ()
    assert kinds(people.recount)[-1] == "signout"
    assert row_of(people, "Ada Reyes")[4:6] == ["not at the table", ""]


def test_an_officer_notes_anybody_and_says_why_and_others_cannot(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    choose(people, "Flora Lee")
    assert not people.presence.isEnabled()
    sign_in(qtbot, window, "kelly", PASSPHRASES["chair1"])
    choose(people, "Flora Lee")
    QTest.keyClick(people.presence, Qt.Key.Key_Space)
    form = dialog(qtbot, window, PresenceDialog)
    assert form.buttons["in"].isChecked()
    press(form, "Return")
    settled(qtbot, window)
    assert form.banner.sentence == (
        "Not noted: an officer who notes somebody else as here says why. Nothing was changed."
    )
    write(form, "Seen at the door.")
    press(form, "Return")
    settled(qtbot, window)
    assert row_of(people, "Flora Lee")[4] == "here"
    choose(people, "Flora Lee")
    QTest.keyClick(people.presence, Qt.Key.Key_Space)
    form = dialog(qtbot, window, PresenceDialog)
    assert form.state == "away"
    press(form, "Down")
    assert form.state == "out"
    press(form, "Tab")
    write(form, "Went home.")
    press(form, "Return")
    settled(qtbot, window)
    assert row_of(people, "Flora Lee")[4] == "not at the table"
    assert people.banner.sentence == "Flora Lee is noted as not at the table."


def test_whoever_sits_here_notes_their_own_presence_without_a_reason(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    sign_in(qtbot, window, "lee", PASSPHRASES["obs1"])
    choose(people, "Flora Lee")
    QTest.keyClick(people.presence, Qt.Key.Key_Space)
    form = dialog(qtbot, window, PresenceDialog)
    assert not form.reason.isVisible()
    press(form, "Return")
    settled(qtbot, window)
    assert no_dialog(window)
    assert row_of(people, "Flora Lee")[4] == "away"
    choose(people, "Gus Scott")
    assert not people.presence.isEnabled()


def test_two_officers_enrol_a_further_person(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    QTest.keyClick(people.enrol, Qt.Key.Key_Space)
    form = dialog(qtbot, window, EnrolDialog).form
    assert form.id.text() == "team3"
    write(form, "Nora Diaz")
    QTest.keyClick(form.submit, Qt.Key.Key_Space)
    sign(qtbot, window, chair1=PASSPHRASES["chair1"], clerk1=PASSPHRASES["clerk1"])
    assert people.banner.sentence == "Nora Diaz is enrolled."
    assert row_of(people, "Nora Diaz")[1] == "Counting team"


def test_one_officer_is_not_enough_and_the_dialog_says_what_is(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    choose(people, "Gus Scott")
    QTest.keyClick(people.remove, Qt.Key.Key_Space)
    signing = dialog(qtbot, window, SigningDialog)
    row = signing.rows["chair1"]
    write(row.line, "")
    QTest.keyClicks(row.line, "wrong one entirely")
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert "not right" in row.problem
    assert row.line.isEnabled()
    QTest.keyClicks(row.line, PASSPHRASES["chair1"])
    QTest.keyClick(row.line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert row.state.endswith("signed")
    assert signing.lacking.text() == "Still needed: 1 more officer."
    assert not signing.record_button.isEnabled()
    signing.reason.setText("Was sent home by the party.")
    sign(qtbot, window, clerk1=PASSPHRASES["clerk1"])
    with people.recount.reading() as connection:
        removed = [p.person.name for p in list_people(connection) if p.removed]
    assert removed == ["Gus Scott"]
    assert row_of(people, "Gus Scott")[4] == "removed"


def test_what_the_opening_fixed_stands_beneath_the_people(people: PeopleScreen) -> None:
    fixed = (
        "Fixed at the opening: quorum 2 \u00b7 two tiers \u00b7 observers asked after every 24 "
        "rulings \u00b7 two who act together are of unlike parties."
    )
    assert fixed in [shown.text() for shown in people.findChildren(QLabel)]


def test_a_roster_says_what_it_lacks() -> None:
    team = [
        PersonDraft("team1", "A", Role.TEAM, "Heron Party"),
        PersonDraft("team2", "B", Role.TEAM, "Heron Party"),
    ]
    assert roster_problems(team, Policy()) == [
        (
            "The board has 0 of at least 2 members, its quorum. Add the chair and members, or "
            "choose a smaller quorum."
        ),
        "There is no clerk. A clerk brings in the ballots.",
        "All team members are of one party. A ruling takes two different ones.",
    ]
    assert len(roster_problems(team, Policy(different="person"))) == 2
    board = [
        PersonDraft("chair1", "A", Role.CHAIR, None),
        PersonDraft("clerk1", "B", Role.CLERK, None),
    ]
    assert roster_problems(board, Policy(tiers=1, quorum=1)) == []
    assert proposed_id(Role.TEAM, {"team1", "team2"}) == "team3"
    assert "at least 14" in PersonDraft("t", "A", Role.TEAM, None, passphrase="short").problem()
    assert "U+202E" in PersonDraft("t", "A\u202eB", Role.TEAM, None).problem()


def record_of(person: str, name: str, role: Role = Role.OBSERVER) -> PersonRecord:
    made = Person(person, role, None, name)
    return PersonRecord(made, "out", rostered=True, removed=False, enrolled=1)


def test_letters_mean_names_and_short_names_never_a_role() -> None:
    ada = record_of("ada", "Ada Merrow", Role.TEAM)
    tea = record_of("w7", "Tea Lind", Role.OBSERVER)
    galatea = record_of("w8", "Galatea Zell", Role.OBSERVER)
    people = [ada, galatea, tea]
    assert matches(people, "Tea") == [tea, galatea]
    assert matches(people, "tea", {"w7"}) == [galatea, tea]
    assert matches(people, "w8") == [galatea]
    assert matches(people, "counting") == []
    assert matches(people, "") == people


def test_letters_without_anybody_say_so(
    qtbot: QtBot, window: MainWindow, people: PeopleScreen
) -> None:
    assert people.isVisible()
    press(window, "F3")
    asked = dialog(qtbot, window, SignInDialog)
    write(asked, "team member of nobody")
    assert asked.nothing.isVisible()
    assert asked.table.shown() == []
    asked.letters.clear()
    write(asked, "reyes")
    assert not asked.nothing.isVisible()
    assert [r.person.id for r in asked.table.shown()] == ["team1"]


def test_a_filter_without_hits_says_so(people: PeopleScreen) -> None:
    assert people.table.nothing == ""
    people.letters.setText("nobody of that name")
    assert people.table.shown() == []
    assert people.table.nothing == "Nothing matches."
