"""Help, About: version, digest, and every file."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator import __version__
from adjudicator.cli.main import main
from adjudicator.desktop.window.about import AboutDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.interchange.papers.pdf import render
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.proof.program import installed_program
from tests.desktop.recounts import make_recount
from tests.desktop.support import dialog, no_dialog, press, settled
from tests.interchange.papers.reading import read_pages


def test_about_verify_and_the_opening_report_name_one_digest(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recount = make_recount(tmp_path / "recount")
    page = render(*gather(recount, Kind.OPENING_REPORT).papers)
    recount.close()
    assert main(["verify", str(tmp_path / "recount"), "--quick"]) == 1
    verified = re.search(r"digest ([0-9a-f]{64})\.", capsys.readouterr().out)
    press(window, "F1")
    about = dialog(qtbot, window, AboutDialog)
    settled(qtbot, window)
    assert verified is not None
    digest = about.digest.text().rpartition(": ")[2].replace(" ", "").lower()
    assert digest == verified[1]
    assert digest in " ".join(page.words for page in read_pages(page))
    press(about, "Return")


def test_about_tells_the_digest_that_reports_and_verifications_tell(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(window, "F1")
    about = dialog(qtbot, window, AboutDialog)
    settled(qtbot, window)
    program = installed_program()
    told = about.digest.text()
    assert told.startswith(f"Digest of its {len(program.files):,} files: ")
    assert told.rpartition(": ")[2].replace(" ", "") == program.digest.upper()
    assert about.files.toPlainText().encode() == program.listing()
    assert __version__ in " ".join(words.text() for words in about.findChildren(type(about.digest)))
    press(about, "Return")
    assert no_dialog(window)
