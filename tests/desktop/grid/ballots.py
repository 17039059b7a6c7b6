"""A recount in whose first batch blank ballots stand on pages, and a window on it."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.window.grid_page import GridPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.finding.ink import Quality
from adjudicator.domain.layouts import Box
from adjudicator.services.opening import Policy
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.recounts import (
    ELECTION,
    PASSPHRASES,
    import_ballots,
    make_recount,
    pile,
)
from tests.desktop.support import press, settled
from tests.support.findings import located, marked_ink, plain_ink, put_finding, to_check

CHOICES = tuple(choice.id for choice in ELECTION.contests[0].choices)
BOX = Box(100, 300, 500, 180)
"""2.5 by 0.9 inches of paper."""
TEAM = ("team1", "team2")
_HEAD = "ballot_id,precinct,counting_group,batch,sequence,contest,condition,image,votes\n"


def write_source(folder: Path, blanks: int) -> Path:
    """Blank ballots of one container, and an overvote; each image is another one."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number in range(1, blanks + 2):
        picture = Image.new("L", (850, 1100), 255)
        drawn = ImageDraw.Draw(picture)
        drawn.rectangle((100, 300, 600, 480), outline=0, width=3)
        drawn.text((140, 330), f"Ballot {number}", fill=0)
        picture.save(folder / f"b{number}.png")
        over = number > blanks
        flag = "overvote" if over else "blank"
        rows.append(f"b{number},p1,vote_by_mail,7,{number},mayor,{flag},b{number}.png,\n")
    (folder / "manifest.csv").write_text(_HEAD + "".join(rows), encoding="utf-8")
    return folder


def blank_recount(
    place: Path,
    *,
    blanks: int = 6,
    ink: tuple[int, ...] = (),
    policy: Policy | None = None,
    found: int | None = None,
) -> Path:
    """A recount folder whose blanks were found; those places in work order have ink.

    :param found: how many of them were found; ``None``: all.
    """
    # Copied from one made earlier in this process, which is faster.
    made = _template(blanks, ink, policy or Policy(grid_ms=0), found)
    shutil.copytree(made, place, dirs_exist_ok=True)
    return place / "recount"


@cache
def _template(blanks: int, ink: tuple[int, ...], policy: Policy, found: int | None) -> Path:
    place = Path(tempfile.mkdtemp(prefix="adjudicator-blanks-"))
    recount = make_recount(place / "recount", policy)
    import_ballots(recount, write_source(place / "source", blanks))
    pile(recount)
    for n, case in enumerate(blanks_of(recount)[:found]):
        find(recount, case, ink=n in ink)
    recount.close()
    return place


def check_location(recount: Recount, case: CaseRecord) -> None:
    """Say that the contest of a case was found, but maybe in another place."""
    ink = plain_ink("mayor", CHOICES)
    put_finding(recount, case, to_check("mayor", CHOICES, box=BOX), ink)


def streak(recount: Recount, case: CaseRecord) -> None:
    """Say that a streak runs through the contest of a case, and nothing else is there."""
    ink = marked_ink("mayor", CHOICES, (0, 0, 0), quality=[Quality.STREAK])
    put_finding(recount, case, located("mayor", CHOICES, box=BOX), ink)


def find(recount: Recount, case: CaseRecord, *, ink: bool = False) -> None:
    """Say that the contest of a case was found."""
    measured = marked_ink("mayor", CHOICES, (120, 0, 0)) if ink else plain_ink("mayor", CHOICES)
    put_finding(recount, case, located("mayor", CHOICES, box=BOX), measured)


def blanks_of(recount: Recount) -> list[CaseRecord]:
    """Every case the machine read no vote in, in the order of work."""
    with recount.reading() as connection:
        return [c for c in list_cases(connection, CaseFilter()) if not c.row.machine.over]


def open_window(qtbot: QtBot, window: MainWindow, folder: Path, *people: str) -> Recount:
    """Open a recount and let people sign in; the team if nobody is named."""
    window.open_folder(folder)
    settled(qtbot, window)
    assert window.desk is not None
    for person in people or TEAM:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    return window.desk.recount


def grid_shown(qtbot: QtBot, window: MainWindow) -> GridScreen:
    """The blank grid that is on the screen, every ballot of its page before people."""
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, GridPage), page
    grid = page.grid
    assert grid is not None, page.idle.words.text()
    looking, before = grid.flow.looking, grid.flow.pages.before
    if QApplication.activeWindow() is None:
        # Nobody manages windows here: after a dialog the window does not come back by itself.
        window.activateWindow()
    qtbot.waitUntil(
        lambda: (
            grid.shows_summary
            or before.back > 0
            or grid.whole.shown
            or not looking.looker
            or looking.look.shows(looking.looker)
        )
    )
    return grid


def take_next_batch(qtbot: QtBot, window: MainWindow) -> GridScreen:
    """As from Overview: the next batch begins with its pages."""
    window.show_review(None)
    settled(qtbot, window)
    return grid_shown(qtbot, window)


def keys(qtbot: QtBot, window: MainWindow, *pressed: str) -> None:
    """Press keys, each after what the one before did is on the screen."""
    for key in pressed:
        press(window, key)
        settled(qtbot, window)
        page = window.stack.currentWidget()
        if isinstance(page, GridPage) and page.grid is not None:
            grid_shown(qtbot, window)
