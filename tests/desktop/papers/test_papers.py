"""Papers by keyboard: what can be made now, about what, where it lies, and the printer."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from adjudicator.desktop.papers.papers_screen import PapersScreen
from adjudicator.desktop.papers.printer import Printer
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.papers.making import Kind
from adjudicator.services.recount import Recount
from tests.desktop.recounts import make_recount, ready_recount, seat_team
from tests.desktop.support import press, settled, write
from tests.interchange.papers.reading import read_pages


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files shown in the computer's viewer."""
    shown: list[str] = []

    def note(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return shown


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    ready_recount(tmp_path).close()
    return _open(qtbot, window, tmp_path)


def _open(qtbot: QtBot, window: MainWindow, folder: Path) -> Recount:
    window.open_folder(folder / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    seat_team(window.desk.seating)
    return window.desk.recount


def papers(qtbot: QtBot, window: MainWindow) -> PapersScreen:
    press(window, "Ctrl+Shift+D")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, PapersScreen)
    return shown


def choose(screen: PapersScreen, kind: Kind) -> None:
    """Arrow down to a paper."""
    screen.offers.setFocus()
    press(screen, "Ctrl+Home")
    for offer in screen.offers.shown():
        if offer.kind is kind:
            break
        press(screen, "Down")
    current = screen.offers.current()
    assert current is not None
    assert current.kind is kind


def make(qtbot: QtBot, window: MainWindow, screen: PapersScreen) -> str:
    """Make what is chosen; what the file says."""
    press(window, "Ctrl+M")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not screen._making)
    settled(qtbot, window)
    made = screen.made.current()
    assert made is not None, screen.banner.sentence
    assert screen.banner.sentence.startswith(f"papers/{made.path.name} is made.")
    return " ".join(page.words for page in read_pages(made.path.read_bytes()))


def test_every_paper_is_offered_with_a_sentence(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    screen = papers(qtbot, window)
    assert recount.watermark
    assert [offer.kind for offer in screen.offers.shown()] == list(Kind)
    assert all(offer.sentence.endswith(".") for offer in screen.offers.shown())
    assert screen.offers.hasFocus()
    assert screen.made.shown() == []
    assert not screen.open_button.isEnabled()


def test_the_cover_of_one_batch_and_of_all_is_two_keys_and_a_choice(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    screen = papers(qtbot, window)
    assert screen.choice.list.currentText() == "All 2 batches"
    told = make(qtbot, window, screen)
    assert "/B.1" in told
    assert "/B.2" in told
    assert recount.record_code() in told
    screen.choice.list.setFocus()
    press(window, "Down", "Down")
    told = make(qtbot, window, screen)
    assert "/B.2" in told
    assert "/B.1" not in told
    assert sorted(p.path.name for p in screen.made.shown()) == ["cover-2.pdf", "covers.pdf"]


def test_a_demonstration_says_so_across_the_page(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    assert recount.watermark is not None
    screen = papers(qtbot, window)
    assert recount.watermark.partition(" - ")[0] in make(qtbot, window, screen)


def test_a_pull_slip_takes_any_case_number_and_refuses_what_is_none(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    number = next(iter(recount.state.data.cases.values())).number
    assert number is not None
    screen = papers(qtbot, window)
    choose(screen, Kind.PULL)
    assert screen.choice.question.text() == "&Which case"
    screen.choice.line.setFocus()
    write(window, "nonsense")
    press(window, "Return")
    settled(qtbot, window)
    assert "nonsense" in screen.banner.sentence.lower()
    assert screen.made.shown() == []
    assert screen.make_button.isEnabled()


def test_until_when_is_typed_and_stays_while_another_paper_is_looked_at(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    screen = papers(qtbot, window)
    choose(screen, Kind.ADJOURNMENT)
    screen.choice.line.setFocus()
    write(window, "7:00 a.m.")
    choose(screen, Kind.DOCKET)
    choose(screen, Kind.ADJOURNMENT)
    assert screen.choice.about == "7:00 a.m."
    told = make(qtbot, window, screen)
    assert "7:00 a.m." in told
    assert recount.record_code() in told


def test_papers_of_other_sizes_never_lie_over_one_another(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    screen = papers(qtbot, window)
    choose(screen, Kind.CARD)
    make(qtbot, window, screen)
    screen.paper_size.setFocus()
    press(window, "Down")
    make(qtbot, window, screen)
    assert recount.folder.path.exists()
    assert len(screen.made.shown()) == 2
    a4 = screen.made.current()
    assert a4 is not None
    assert re.findall(rb"/MediaBox \[\s*([0-9. ]+?)\s*\]", a4.path.read_bytes()) == [
        b"0 0 595.28 841.89"
    ]


def test_where_nothing_can_be_printed_it_says_why(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    make_recount(tmp_path / "recount").close()
    _open(qtbot, window, tmp_path)
    screen = papers(qtbot, window)
    assert screen.why_not.text() == "There is no batch yet."
    assert not screen.make_button.isEnabled()
    press(window, "Ctrl+M")
    assert screen.banner.sentence == "Nothing was made. There is no batch yet."
    choose(screen, Kind.OBJECTION)
    assert screen.why_not.text() == "Nobody has objected yet."
    choose(screen, Kind.DOCKET)
    assert screen.make_button.isEnabled()
    assert screen.choice.about == ""


def test_a_full_disk_is_told_and_the_paper_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    (recount.folder.path / "papers").write_text("in the way")
    screen = papers(qtbot, window)
    press(window, "Ctrl+M")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not screen._making)
    assert "The paper could not be kept in" in screen.banner.sentence
    assert screen.make_button.isEnabled()


@pytest.mark.usefixtures("recount")
def test_a_made_paper_is_opened_and_without_a_print_command_print_opens_it_too(
    qtbot: QtBot, window: MainWindow, opened_files: list[str]
) -> None:
    screen = papers(qtbot, window)
    screen.printer = Printer(screen, find=lambda _name: None)
    make(qtbot, window, screen)
    assert screen.no_printer.text() == (
        "This computer has no print command (lp of CUPS): Print opens the file instead."
    )
    press(window, "Ctrl+Return")
    press(window, "Ctrl+P")
    assert opened_files == ["covers.pdf", "covers.pdf"]
    assert screen.banner.sentence == (
        "covers.pdf: This computer has no print command (lp of CUPS); it is opened, to be "
        "printed from there."
    )


def _program(tmp_path: Path, lines: str) -> str:
    path = tmp_path / "lp"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o700)
    return str(path)


@pytest.mark.usefixtures("recount")
def test_a_made_paper_goes_to_the_printer(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, opened_files: list[str]
) -> None:
    program = _program(tmp_path, f'for a; do echo "$a" >> {tmp_path}/given; done')
    screen = papers(qtbot, window)
    screen.printer = Printer(screen, find=lambda _name: program)
    make(qtbot, window, screen)
    assert screen.no_printer.isHidden()
    press(window, "Ctrl+P")
    said = "covers.pdf: It went to the printer."
    qtbot.waitUntil(lambda: screen.banner.sentence == said)
    *_, last = (tmp_path / "given").read_text().split("\n")[:-1]
    assert last.endswith("/papers/covers.pdf")
    assert opened_files == []


@pytest.mark.usefixtures("recount")
def test_what_the_printer_refuses_is_told_in_its_words_and_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, opened_files: list[str]
) -> None:
    program = _program(tmp_path, "echo 'lp: Error - no default destination.' >&2; exit 1")
    screen = papers(qtbot, window)
    screen.printer = Printer(screen, find=lambda _name: program)
    make(qtbot, window, screen)
    press(window, "Ctrl+P")
    qtbot.waitUntil(lambda: opened_files == ["covers.pdf"])
    assert "(lp: Error - no default destination.)" in screen.banner.sentence
    assert screen.banner.sentence.endswith("it is opened, to be printed from there.")


@pytest.mark.usefixtures("recount")
def test_a_print_command_that_does_not_start_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, opened_files: list[str]
) -> None:
    screen = papers(qtbot, window)
    screen.printer = Printer(screen, find=lambda _name: str(tmp_path / "gone"))
    make(qtbot, window, screen)
    press(window, "Ctrl+P")
    qtbot.waitUntil(lambda: opened_files == ["covers.pdf"])
    assert "cannot be started" in screen.banner.sentence


def test_a_card_lies_beside_the_file_that_goes_with_it(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    screen = papers(qtbot, window)
    choose(screen, Kind.PILE_CARD)
    assert screen.choice.list.currentText().startswith("Pile 1 ")
    told = make(qtbot, window, screen)
    assert "Pile card" in told
    beside = {path.name for path in (recount.folder.path / "papers").iterdir()}
    assert beside == {"pile-card.pdf", "pile.tlog-proof", "recount.tlog-policy"}
    choose(screen, Kind.OPENING_REPORT)
    assert "Before the first ruling" in make(qtbot, window, screen)


def test_a_card_whose_head_is_not_cosigned_is_not_made_and_the_screen_says_why(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    make_recount(tmp_path / "recount").close()
    _open(qtbot, window, tmp_path)
    screen = papers(qtbot, window)
    choose(screen, Kind.PILE_CARD)
    assert screen.why_not.text() == "The pile is not closed yet."
    assert not screen.make_button.isEnabled()
