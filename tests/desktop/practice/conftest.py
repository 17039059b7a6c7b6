from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.practice import practices
from adjudicator.desktop.practice.practice_screen import PracticeScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.practice.reading import read_practice
from adjudicator.services.practice.room import open_room
from adjudicator.services.practice.situations import PracticeSet
from tests.desktop.practice.people import waiting
from tests.desktop.support import press, settled

Begin = Callable[..., PracticeScreen]
"""Called with the families to practise on, one ballot of each; none: all twenty of a practice."""


def _only(families: tuple[str, ...]) -> PracticeSet:
    whole = read_practice()
    if not families:
        return whole
    kept = tuple(replace(f, least=1) for f in whole.families if f.id in families)
    return replace(whole, families=kept, draw=len(kept))


@pytest.fixture
def begin(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Begin]:
    """Practise from Start by keyboard, on ballots drawn from a seed."""

    def drawn(*families: str, seed: int = 3) -> PracticeScreen:
        seeded = partial(open_room, parent=tmp_path / "practice", rng=Random(seed))
        monkeypatch.setattr(practices, "open_room", seeded)
        monkeypatch.setattr(practices, "read_practice", lambda: _only(families))
        window.start.practice.setFocus()
        press(window, "Space")
        qtbot.waitUntil(lambda: window.practices.screen is not None, timeout=30_000)
        settled(qtbot, window)
        screen = window.practices.screen
        assert screen is not None
        waiting(qtbot, screen)
        return screen

    yield drawn
    window.practices.leave()
    settled(qtbot, window)
    assert list((tmp_path / "practice").iterdir()) == [], "nothing of a practice is left"
