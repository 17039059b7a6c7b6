"""The signing dialog with large text: what everyone signs by stays whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.theme import LARGEST_SCALE, theme
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import Need
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.people import Person
from adjudicator.storage.queries.acts import list_people
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, enlarge, press, settled, write

_A_LINE = 30
"""Pixels."""


def _request(people: tuple[Person, ...]) -> Request:
    return Request(
        title="End the sitting: 2 votes",
        sentence="Each member signs the votes below with the passphrase.",
        button="End the sitting",
        need=Need("Every member in the room signs, once.", people, lambda _signed: "somebody"),
        do=lambda _recount, _keys, _reason: None,
        topics=frozenset(),
    )


@pytest.fixture
def people(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[tuple[Person, ...]]:
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    assert window.desk is not None
    with window.desk.recount.reading() as connection:
        yield tuple(p.person for p in list_people(connection))


def _whole(shown: SigningDialog) -> bool:
    """No state of anybody lies beneath the scroll bar, at this very moment."""
    chips = [c for c in shown.findChildren(Chip) if not c.visibleRegion().isEmpty()]
    return bool(chips) and all(c.visibleRegion().boundingRect().width() == c.width() for c in chips)


def _open(qtbot: QtBot, window: MainWindow, people: tuple[Person, ...]) -> SigningDialog:
    assert window.desk is not None
    pane = SignedPane()
    for number in range(6):
        pane.column.addWidget(label(f"Case {number}: no vote in this contest.", wrap=True))
    SigningDialog(window.desk, _request(people), window, pane).open()
    return dialog(qtbot, window, SigningDialog)


def test_the_scroll_bar_covers_no_state_while_the_form_changes_its_height(
    qtbot: QtBot, window: MainWindow, people: tuple[Person, ...]
) -> None:
    enlarge(window)
    shown = _open(qtbot, window, people[:4])
    assert _whole(shown)
    least, most = shown.minimumSizeHint().height(), shown.height()
    for high in (least, most, least + 40, most, least):
        shown.resize(shown.width(), high)
        assert _whole(shown), high
        settled(qtbot, window)
        assert _whole(shown), high
    shown.reject()


def test_an_open_form_follows_the_keys_of_the_text_size_and_keeps_what_was_signed(
    qtbot: QtBot, window: MainWindow, people: tuple[Person, ...]
) -> None:
    shown = _open(qtbot, window, people[:2])
    pane = shown._details
    assert pane is not None
    shown.rows[people[0].id].line.setFocus()
    write(shown, PASSPHRASES[people[0].id])
    press(shown, "Return")
    settled(qtbot, window)
    narrow, high = shown.width(), shown.height()
    press(shown, *["Ctrl+Shift+Up"] * 10)
    assert theme().scale == LARGEST_SCALE
    room = window.size()
    qtbot.waitUntil(lambda: narrow < shown.width() <= room.width())
    settled(qtbot, window)
    assert shown.height() <= room.height()
    assert shown._area.geometry().top() > pane.geometry().bottom(), "below each other"
    assert _whole(shown)
    assert shown.rows[people[0].id].state == "\u2713 signed"
    press(shown, *["Ctrl+Shift+Down"] * 10)
    qtbot.waitUntil(lambda: shown.width() == narrow)
    assert abs(shown.height() - high) < _A_LINE, "as high as it was opened"
    assert shown._area.geometry().left() > pane.geometry().right(), "side by side"
    shown.reject()
