"""The file for the state by keyboard: compared with a sample, and written whole or not at all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.papers.papers_screen import PapersScreen
from adjudicator.desktop.papers.upload_form import UploadForm
from adjudicator.desktop.tally.tally_screen import TallyScreen
from adjudicator.desktop.window.main_window import MainWindow
from tests.desktop.recounts import ready_recount
from tests.desktop.support import dialog, press, settled
from tests.interchange.papers.reading import read_pages


@pytest.fixture
def window_open(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    window.adopt(ready_recount(tmp_path), "papers")
    settled(qtbot, window)
    return window


def test_the_file_for_the_state_is_compared_and_then_written(
    qtbot: QtBot, window_open: MainWindow, tmp_path: Path
) -> None:
    window = window_open
    screen = window.stack.currentWidget()
    assert isinstance(screen, PapersScreen)
    press(window, "Ctrl+E")
    form = dialog(qtbot, window, UploadForm)
    assert form.contest.currentText() == "Mayor"
    sample, out = tmp_path / "sample.txt", tmp_path / "out.txt"
    sample.write_bytes(b"County\tVotes\r\nMarsh\t7\r\n")
    form.sample.set_path(sample)
    form.out.set_path(out)
    form.write.click()
    settled(qtbot, window)
    assert form.banner.sentence.startswith("Not closed: Mayor. Nothing was made.")
    form.partial.setChecked(True)
    form.write.click()
    settled(qtbot, window)
    assert "Number of columns: 9 here, 2 in the sample." in form.told.text()
    assert form.banner.sentence.startswith("Nothing was written: the form differs")
    assert sorted(tmp_path.glob("out*")) == []
    form.anyway.setChecked(True)
    form.write.click()
    settled(qtbot, window)
    (path,) = tmp_path.glob("out*")
    assert path.name == "out-PARTIAL-UNVERIFIED-EXAMPLE-DEMONSTRATION.txt"
    assert path.read_bytes().startswith(b"CountyName\t")
    assert "(unverified example)" in form.told.text()
    assert screen.banner.sentence.startswith(f"{path.name} is written. SHA-256 ")
    form.begin.click()
    settled(qtbot, window)
    own = form.template.path
    assert own is not None
    assert '"mayor" = ""  # Mayor' in own.read_text(encoding="utf-8")
    assert form.banner.sentence.startswith("upload-template.toml is written. Fill in")
    form.reject()


def test_the_tally_puts_its_returns_on_paper(qtbot: QtBot, window_open: MainWindow) -> None:
    window = window_open
    window.show_screen("tally")
    settled(qtbot, window)
    screen = window.stack.currentWidget()
    assert isinstance(screen, TallyScreen)
    press(window, "Ctrl+P")
    qtbot.waitUntil(lambda: "is made." in screen.banner.sentence)
    assert window.desk is not None
    (path,) = (window.desk.recount.folder.path / "papers").glob("returns-mayor-at-*.pdf")
    told = " ".join(page.words for page in read_pages(path.read_bytes()))
    assert "Partial: 0 of 2 precincts closed" in told
    assert "certificate" not in screen.banner.sentence
