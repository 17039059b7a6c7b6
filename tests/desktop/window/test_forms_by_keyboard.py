"""Every form by keyboard: where typing begins, where Tab leads, and that Escape leaves."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.orders.incident_form import IncidentForm
from adjudicator.desktop.orders.order_form import OrderForm
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.people.enrol import EnrolDialog
from adjudicator.desktop.people.file_form import PeopleFileDialog
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.presence_dialog import PresenceDialog
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.signing.dialog import ONCE_MORE, SigningDialog
from adjudicator.desktop.window.leaving import LeaveDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.next_steps import Way
from adjudicator.storage.queries.acts import list_entries
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch
from tests.desktop.support import dialog, no_dialog, press, settled, write

_SAME_LINE = 12
"""Pixels between the middles of what stands on one line."""


@pytest.fixture
def busy(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """Batch 1 is ruled on; the team, the clerk and two of the board sit here."""
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    assert window.desk is not None
    for person in ("team1", "team2", "clerk1", "chair1", "member1"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    rule_batch(window.desk.recount, window.desk.seating, 1)
    window.refresh()
    settled(qtbot, window)
    return window


def _entries(window: MainWindow) -> int:
    assert window.desk is not None
    with window.desk.recount.reading() as connection:
        return len(list(list_entries(connection)))


def _stops(form: QDialog) -> list[QWidget]:
    """Where Tab leads, from where typing begins until it comes round."""
    found: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in found:
        assert form.isAncestorOf(focus), "Tab stays in the form"
        assert not focus.visibleRegion().isEmpty(), focus.accessibleName()
        found.append(focus)
        press(form, "Tab")
    assert focus is found[0], "Tab comes round to where it began"
    return found


def _told(stops: list[QWidget]) -> list[str]:
    return [w.text() if isinstance(w, QPushButton) else w.accessibleName() for w in stops]


def _reads(form: QDialog, stops: list[QWidget]) -> bool:
    """Along each line and down each column, and back to the top no more than once."""
    middles = [w.mapTo(form, w.rect().center()) for w in stops]

    def follows(one: QPoint, next_: QPoint) -> bool:
        below = next_.y() - one.y() > _SAME_LINE
        return below or next_.x() > one.x()

    return sum(not follows(one, next_) for one, next_ in pairwise(middles)) <= 1


def _open(window: MainWindow, name: str) -> None:
    screen = window.stack.currentWidget()
    if name == "close":
        assert isinstance(screen, OverviewScreen)
        screen.next.buttons[Way.CLOSE].click()
    else:
        assert isinstance(screen, PeopleScreen)
        screen.table.selectRow(0)
        button: QPushButton = getattr(screen, name)
        button.click()


FORMS = (
    ("overview", "close", SigningDialog, "Passphrase of Ada Reyes"),
    ("overview", "F3", SignInDialog, "Letters of the name"),
    ("overview", "Ctrl+I", IncidentForm, "What happened"),
    ("overview", "Ctrl+W", LeaveDialog, ""),
    ("orders", "Ctrl+M", OrderForm, "Who ordered it"),
    ("docket", "Ctrl+Shift+E", RecessForm, "In recess until"),
    ("people", "enrol", EnrolDialog, "Name"),
    ("people", "add_file", PeopleFileDialog, ""),
    ("people", "presence", PresenceDialog, ""),
)


def test_tab_reads_every_form_and_escape_leaves_it(qtbot: QtBot, busy: MainWindow) -> None:
    before = _entries(busy)
    for screen, key, kind, first in FORMS:
        busy.show_screen(screen)
        settled(qtbot, busy)
        if key[0].isupper():
            press(busy, key)
        else:
            _open(busy, key)
        form = dialog(qtbot, busy, kind)
        settled(qtbot, busy)
        stops = _stops(form)
        assert first in _told(stops)[0], (kind, _told(stops))
        assert _reads(form, stops), (kind, _told(stops))
        press(form, "Escape")
        assert no_dialog(busy), kind
        settled(qtbot, busy)
    assert _entries(busy) == before, "nothing was recorded"


def test_escape_does_not_drop_what_somebody_has_signed_without_a_word(
    qtbot: QtBot, busy: MainWindow
) -> None:
    before = _entries(busy)
    _open(busy, "close")
    form = dialog(qtbot, busy, SigningDialog)
    write(form, PASSPHRASES["team1"])
    press(form, "Return")
    settled(qtbot, busy)
    press(form, "Escape")
    assert form.isVisible()
    assert form.banner.sentence == ONCE_MORE
    assert form.rows["team1"].state == "\u2713 signed"
    assert isinstance(QApplication.focusWidget(), QLineEdit), "the next person can go on"
    write(form, PASSPHRASES["team2"])
    press(form, "Return")
    settled(qtbot, busy)
    assert form.record_button.isEnabled()
    press(form, "Escape")
    assert no_dialog(busy)
    assert _entries(busy) == before


def test_return_signs_goes_on_and_at_last_records(qtbot: QtBot, busy: MainWindow) -> None:
    _open(busy, "close")
    form = dialog(qtbot, busy, SigningDialog)
    for person in ("team1", "team2"):
        write(form, PASSPHRASES[person])
        press(form, "Return")
        settled(qtbot, busy)
    press(form, "Return")
    settled(qtbot, busy)
    screen = busy.stack.currentWidget()
    assert isinstance(screen, OverviewScreen)
    assert no_dialog(busy)
    assert "closed" in screen.banner.sentence
