import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.wizard.check_step import CheckStep
from adjudicator.desktop.wizard.contests_step import ContestsStep
from adjudicator.desktop.wizard.election_step import ElectionStep
from adjudicator.desktop.wizard.passphrases_step import PassphrasesStep
from adjudicator.desktop.wizard.people_step import PeopleStep
from adjudicator.desktop.wizard.policy_step import PolicyStep
from adjudicator.desktop.wizard.purpose_step import PurposeStep
from adjudicator.desktop.wizard.wizard_screen import WizardScreen
from adjudicator.interchange.elections.canonical import canonical_election
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.ledger.origin import Purpose
from adjudicator.services.opening import Policy
from adjudicator.services.people import identity
from adjudicator.services.policies import policy_of
from adjudicator.storage.queries.acts import list_people
from tests.desktop.recounts import ELECTION, PEOPLE, make_recount
from tests.desktop.support import enlarge, press, settled, write

CSV = "person,name,role,party,table\n" + "".join(
    f"{p.person},{p.name},{p.role.value},{p.party or ''},{p.table or ''}\n" for p in PEOPLE
)


@pytest.fixture
def wizard(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> WizardScreen:
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    press(window, "Ctrl+N")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, WizardScreen)
    choose(window, shown, Purpose.REHEARSAL)
    return shown


def choose(window: MainWindow, wizard: WizardScreen, purpose: Purpose) -> None:
    """Answer the first question by keyboard and go on."""
    step = wizard.steps[0]
    assert isinstance(step, PurposeStep)
    step.purpose.buttons[purpose.value].setFocus()
    press(window, "Space")
    hit(wizard.next)
    assert wizard.place == 1


@pytest.fixture
def election(tmp_path: Path) -> Path:
    path = tmp_path / "election.json"
    path.write_bytes(canonical_election(ELECTION))
    return path


def hit(button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.keyClick(button, Qt.Key.Key_Space)


def name_files(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, folder: Path
) -> None:
    step = wizard.steps[1]
    assert isinstance(step, ElectionStep)
    step.election.set_path(election)
    settled(qtbot, window)
    step.folder.line.setFocus()
    write(window, str(folder))


def to_people(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, folder: Path
) -> PeopleStep:
    name_files(qtbot, window, wizard, election, folder)
    for _ in range(4):
        hit(wizard.next)
    step = wizard.steps[5]
    assert isinstance(step, PeopleStep)
    assert wizard.pages.currentWidget() is step.area
    return step


def test_the_first_step_says_what_is_missing_and_what_was_found(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    step = wizard.steps[1]
    assert isinstance(step, ElectionStep)
    assert wizard.problem.text() == ""
    hit(wizard.next)
    assert wizard.place == 1
    assert wizard.problem.text() == "Name the election file."
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    step.election.set_path(broken)
    settled(qtbot, window)
    assert wizard.problem.text().startswith("broken.json: This is not JSON")
    name_files(qtbot, window, wizard, election, tmp_path)
    assert step.found.text().startswith("Marsh County, FL \u00b7 Town Election \u00b7 04 November")
    assert "already holds files" in wizard.problem.text()
    step.folder.set_path(tmp_path / "new")
    assert wizard.problem.text() == ""
    assert wizard.next.isEnabled()


def test_no_contest_is_no_recount(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    name_files(qtbot, window, wizard, election, tmp_path / "new")
    hit(wizard.next)
    step = wizard.steps[2]
    assert isinstance(step, ContestsStep)
    QTest.keyClick(step.list, Qt.Key.Key_Space)
    assert wizard.problem.text() == ""
    press(window, "Tab")
    assert wizard.problem.text() == "Tick at least one contest."
    step.words.setFocus()
    write(window, "harbour")
    assert step.said.text() == "Nothing matches. 0 of 1 contest ticked"
    step.words.clear()
    QTest.keyClick(step.list, Qt.Key.Key_Space)
    assert wizard.problem.text() == ""
    assert wizard.next.isEnabled()


def test_a_page_complains_of_a_field_that_was_left_and_of_no_other(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    step = wizard.steps[1]
    assert isinstance(step, ElectionStep)
    assert step.election.line.hasFocus()
    write(window, str(tmp_path / "nothing.json"))
    settled(qtbot, window)
    assert wizard.problem.text() == ""
    press(window, "Tab")
    assert wizard.problem.text() == "Name the election file."
    step.election.set_path(election)
    settled(qtbot, window)
    assert wizard.problem.text() == ""
    step.folder.line.setFocus()
    write(window, str(tmp_path))
    assert wizard.problem.text() == ""
    press(window, "Tab")
    assert "already holds files" in wizard.problem.text()


def test_people_are_entered_by_form_and_complaints_stand_in_place(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    step = to_people(qtbot, window, wizard, election, tmp_path / "new")
    form = step.form
    assert form is not None
    assert wizard.problem.text() == ""
    hit(wizard.next)
    assert "The board has 0 of at least 2" in wizard.problem.text()
    hit(form.submit)
    assert form.problem.text() == "The name is missing."
    write(form, "Ada Reyes")
    form.passphrase.setText("too short")
    press(form, "Return")
    assert "at least 14" in form.problem.text()
    form.passphrase.setText("a much longer one")
    press(form, "Return")
    assert [(p.name, p.person, p.chosen) for p in step.table.shown()] == [
        ("Ada Reyes", "team1", True)
    ]
    assert form.id.text() == "team2"


def test_a_bad_row_of_the_csv_names_row_and_column(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    step = to_people(qtbot, window, wizard, election, tmp_path / "new")
    people = tmp_path / "people.csv"
    people.write_text(CSV.replace("clerk1,Ira Stone,clerk", "clerk1,Ira Stone,clark"))
    step.load_file(people)
    settled(qtbot, window)
    assert "people.csv, row 5, column role" in step.banner.sentence
    assert len(step.table.shown()) == len(PEOPLE) - 1
    assert wizard.problem.text() == ""
    hit(wizard.next)
    assert wizard.problem.text() == "There is no clerk. A clerk brings in the ballots."


def test_with_large_text_every_line_of_a_step_has_room(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    step = to_people(qtbot, window, wizard, election, tmp_path / "new")
    enlarge(window)
    people = tmp_path / "people.csv"
    people.write_text(CSV.replace("clerk", "clark").replace("observer", "watcher"))
    step.load_file(people)
    settled(qtbot, window)
    words = step.banner._words
    assert words.heightForWidth(words.width()) <= words.height()
    assert step.area.verticalScrollBar().maximum() > 0
    people.write_text(CSV)
    step.load_file(people)
    settled(qtbot, window)
    hit(wizard.next)
    passphrases = wizard.steps[6]
    assert isinstance(passphrases, PassphrasesStep)
    table = passphrases.table
    assert table.viewport().height() >= 3 * table.rowHeight(0)


def plan_is_whole_in_large_text(qtbot: QtBot, window: MainWindow, wizard: WizardScreen) -> None:
    """Who creates a recount sees all of the plan, if need be by moving it."""
    step = wizard.steps[7]
    assert isinstance(step, CheckStep)
    window.resize(1093, 614)
    enlarge(window)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: step.plan.height() >= step.plan.heightForWidth(step.plan.width()))
    assert step.area.verticalScrollBar().maximum() > 0
    assert step.area.focusPolicy() is Qt.FocusPolicy.StrongFocus, "the keyboard moves it too"


def test_a_rehearsal_is_created_and_overview_leads_on(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    step = to_people(qtbot, window, wizard, election, folder)
    people = tmp_path / "people.csv"
    people.write_text(CSV)
    step.load_file(people)
    settled(qtbot, window)
    hit(wizard.next)
    words = wizard.steps[6]
    assert isinstance(words, PassphrasesStep)
    assert "\u2022" in str(words.table.filter_model.index(0, 3).data())
    QTest.keyClick(words.save, Qt.Key.Key_Space)
    assert wizard.draft.passphrase_file == tmp_path / "new-passphrases.csv"
    hit(wizard.next)
    assert not folder.exists()
    told = [label.text() for label in wizard.steps[7].findChildren(type(wizard.problem))]
    assert any("8 people: Chair 1, Board member 2, Clerk 1" in text for text in told)
    plan_is_whole_in_large_text(qtbot, window, wizard)
    hit(wizard.next)
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OverviewScreen), wizard.banner.sentence
    qtbot.waitUntil(lambda: bool(shown.opening.lines))
    assert shown.opening.lines[2] == "3 Roster fixed by the board: now"
    assert window.desk is not None
    recount = window.desk.recount
    assert recount.watermark == "REHEARSAL - not an election record"
    with recount.reading() as connection:
        assert [p.rostered for p in list_people(connection)] == [False] * len(PEOPLE)
    kept = tmp_path / "new-passphrases.csv"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    secrets = read_passphrases(kept)
    assert identity(recount, "team1", secrets["team1"]).introduced is not None


def test_a_creation_that_fails_leaves_nothing(
    qtbot: QtBot,
    window: MainWindow,
    wizard: WizardScreen,
    election: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "new"
    step = to_people(qtbot, window, wizard, election, folder)
    people = tmp_path / "people.csv"
    people.write_text(CSV)
    step.load_file(people)
    settled(qtbot, window)
    hit(wizard.next)
    hit(wizard.next)
    # The passphrase of the last of them is refused, after the others are enrolled.
    object.__setattr__(wizard.draft.people[-1], "passphrase", "short")
    assert monkeypatch is not None
    hit(wizard.next)
    settled(qtbot, window)
    assert "Nothing was created." in wizard.banner.sentence
    assert not folder.exists()
    assert not list((tmp_path / "keys").iterdir())


def test_what_the_board_is_to_work_by_is_fixed_with_the_creation(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    step = to_people(qtbot, window, wizard, election, folder)
    hit(wizard.back)
    policy = wizard.steps[4]
    assert isinstance(policy, PolicyStep)
    usual = (policy.tiers.value, policy.quorum.value(), policy.asked.value, policy.different.value)
    assert usual == ("2", 2, "page", "party")
    assert policy.tiers.buttons["2"].hasFocus()
    # By keyboard alone: one tier, quorum 4, asked after every ruling, any two people.
    press(window, "Down", "Tab", "Up", "Up", "Tab", "Down", "Tab", "Tab", "Down", "Tab", "Space")
    press(window, "Tab", "Space", "Tab", "Up", "Tab", "Up", "Up")
    fixed = Policy(
        quorum=4,
        tiers=1,
        different="person",
        attest="each",
        writeins_as_under=True,
        scores="after",
        sample_pm=1,
        sample_limit_pm=2,
    )
    assert wizard.draft.policy == fixed
    assert not policy.grid.isEnabled(), "without teams there are no pages of blanks"
    hit(wizard.next)
    people = tmp_path / "people.csv"
    people.write_text("\n".join(line for line in CSV.splitlines() if ",team," not in line))
    step.load_file(people)
    settled(qtbot, window)
    hit(wizard.next)
    assert wizard.problem.text() == (
        "The board has 3 of at least 4 members, its quorum. Add the chair and members, or choose "
        "a smaller quorum."
    )
    hit(wizard.back)
    press(window, "Tab", "Down")
    for _ in range(3):
        hit(wizard.next)
    told = [label.text() for label in wizard.steps[7].findChildren(QLabel)]
    fixed_words = (
        "Fixed at the opening: quorum 3 \u00b7 one tier: the board rules at once \u00b7 observers "
        "asked after every ruling \u00b7 any two people act together \u00b7 unqualified "
        "write-ins are undervotes \u00b7 measured ink is shown after the ruling \u00b7 second look "
        "at 1 of 1,000 blanks."
    )
    assert any(fixed_words in text for text in told)
    hit(wizard.next)
    settled(qtbot, window)
    assert window.desk is not None, wizard.banner.sentence
    assert policy_of(window.desk.recount) == replace(fixed, quorum=3)


def test_files_that_are_there_are_never_taken_over(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    make_recount(tmp_path / "old").close()
    name_files(qtbot, window, wizard, election, tmp_path / "old")
    assert wizard.problem.text() == ""
    press(window, "Tab")
    assert "already holds files" in wizard.problem.text()
    assert json.loads((tmp_path / "old" / "recount.json").read_bytes())["format"] == 1


def test_no_letter_is_used_twice_on_a_page_of_the_wizard(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    to_people(qtbot, window, wizard, election, tmp_path / "new")
    for step in wizard.steps:
        outside = [wizard.back, wizard.leave]
        inside: list[QLabel | QAbstractButton] = [*outside, *step.findChildren(QLabel)]
        inside += step.findChildren(QAbstractButton)
        letters = [w.text().split("&", 1)[1][0].casefold() for w in inside if "&" in w.text()[:-1]]
        letters.append("c" if step is wizard.steps[-1] else "n")
        assert len(letters) == len(set(letters)), (step.title, letters)


def test_with_large_text_the_form_of_a_person_stands_below_the_list(
    qtbot: QtBot, window: MainWindow, wizard: WizardScreen, election: Path, tmp_path: Path
) -> None:
    step = to_people(qtbot, window, wizard, election, tmp_path / "new")
    form = step.form
    assert form is not None

    def places() -> tuple[int, int, int, int]:
        table = step.table.mapTo(step, step.table.rect().bottomRight())
        name = form.mapTo(step, form.rect().topLeft())
        return table.x(), name.x(), table.y(), name.y()

    qtbot.waitUntil(lambda: places()[0] < places()[1])
    enlarge(window)
    qtbot.waitUntil(lambda: places()[2] < places()[3])
    assert all(
        line.height() >= line.sizeHint().height() for line in (form.name, form.id, form.passphrase)
    )
