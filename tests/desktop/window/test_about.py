"""Help, About: version, digest, and every file."""

from pytestqt.qtbot import QtBot

from adjudicator import __version__
from adjudicator.desktop.window.about import AboutDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.proof.program import installed_program
from tests.desktop.support import dialog, no_dialog, press, settled


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
