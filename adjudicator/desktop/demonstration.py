"""Pictures of the real window on a demonstration's recount, taken without a display.

``adjudicator demo`` calls :func:`shots` half-way through its story, by name, so that the command
line itself needs no Qt.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from adjudicator.desktop.app import make_application
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.desk import Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.tokens import Scheme
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.look import Look
from adjudicator.desktop.window.main_window import REVIEW, START, MainWindow
from adjudicator.desktop.window.screens import SCREENS
from adjudicator.domain.people import Role
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.second_look.looking import looks_for
from adjudicator.services.tables import tables

SIZES = ((1366, 768), (1920, 1080))
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
CALLED, DISPLAY, DOCKET = "case", "display", "docket"
"""Pictures beside those of the screens: a case before the board, and what the public sees of it."""
_TABLE = "1"
"""Whose people sit down at the window's station, if no other may take a second look."""
_BESIDE = {Role.OBSERVER, Role.CHAIR, Role.MEMBER}
_PATIENCE = 30.0
"""Seconds after which a window that does not come to rest is a mistake of ours."""
_QUIET_MS = 80
"""A screen at rest that long is drawn to its end: fine scaling follows 50 ms after the coarse."""
Progress = Callable[[str, int, int], None]
Clock = Callable[[], datetime]


def shots(
    folder: Path,
    out: Path,
    secrets: Mapping[str, str],
    clock: Clock | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> list[Path]:
    """Open the window on a recount, seat its first table, and take a picture of every screen.

    :param secrets: passphrases of the demonstration people, by person id.
    :param clock: of what is recorded meanwhile; by default this computer's.
    :returns: the PNG files, ``review-light-1366x768.png`` and so on.
    :raises RuntimeError: a screen did not come to rest, or something could not be shown.
    """
    out.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as home:
        # Not the settings of this account: a demonstration leaves no trace in them.
        look = Look(application, SettingsFile(Path(home) / "window.json"))
        window = MainWindow(default_table(), look)
        try:
            with _mistakes_told():
                window.show()
                # Start as it is on the first day, before this folder is among the recent ones.
                taken = list(_shots_of(window, look, [START], out, progress))
                _open(window, folder, clock)
                _take_seats(window, secrets)
                names = [*SCREENS, CALLED, DISPLAY]
                return taken + list(_shots_of(window, look, names, out, progress))
        finally:
            # Its people are signed out without a question.
            window.leave()
            window.close()
            look.use_scheme(Scheme.LIGHT)


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """Raise what went wrong in a slot, which Qt would only have printed."""
    found: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: found.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if found:
        raise RuntimeError(f"The window made a mistake: {found[0]!r}") from found[0]


def _open(window: MainWindow, folder: Path, clock: Clock | None) -> None:
    """Open the recount as the window does, by the story's clock."""
    window.record.submit(
        lambda: open_recount(folder, clock=clock),
        lambda recount: window.adopt(recount, next(iter(SCREENS))),
        _fail,
    )
    _settle(window)


def _take_seats(window: MainWindow, secrets: Mapping[str, str]) -> None:
    """One table's team, the observers and the board sign in at the window's station."""
    desk = window.desk
    if desk is None:
        raise RuntimeError("The window did not open the recount.")

    def sit(recount: Recount) -> None:
        planned = tables(recount)
        table = _table(recount, planned)
        for known in desk.seating.people():
            person = known.person
            team = person.role is Role.TEAM and planned.get(person.id) == table
            if team or person.role in _BESIDE:
                desk.seating.sign_in(person.id, secrets[person.id])

    desk.act(sit, frozenset(Topic), lambda _nothing: None, _fail)
    _settle(window)


def _table(recount: Recount, planned: Mapping[str, str]) -> str:
    """The table before which drawn blanks wait that it has not ruled on."""
    for table in sorted(set(planned.values())):
        if looks_for(recount, [p for p, at in planned.items() if at == table]).numbers:
            return table
    return _TABLE


def _shots_of(
    window: MainWindow, look: Look, names: Sequence[str], out: Path, progress: Progress
) -> Iterator[Path]:
    done, of = 0, len(names) * len(SIZES) * len(SCHEMES)
    for width, height in SIZES:
        window.resize(width, height)
        for scheme in SCHEMES:
            look.use_scheme(scheme)
            for name in names:
                shown = _show(window, name)
                shown.resize(width, height)
                _settle(window)
                path = out / f"{name}-{scheme.value}-{width}x{height}.png"
                if not shown.grab().save(str(path)):
                    raise RuntimeError(f"The picture {path} could not be written.")
                done += 1
                progress("Taking pictures of the window", done, of)
                yield path


def _show(window: MainWindow, name: str) -> QWidget:
    """Bring a screen up; the window it stands in."""
    if name == REVIEW:
        window.show_screen(REVIEW)
    elif name in {CALLED, DISPLAY}:
        return _call(window, display=name == DISPLAY)
    elif name == DOCKET:
        page = _docket(window)
        if page.docket.flow.case is not None:
            # Called for the pictures before this one; the list is what is meant.
            page.docket.walk.to_list()
    else:
        window.show_screen(name)
    return window


def _docket(window: MainWindow) -> DocketScreenPage:
    """The docket's page, brought up and at rest."""
    window.show_screen(DOCKET)
    _settle(window)
    page = window.stack.currentWidget()
    if not isinstance(page, DocketScreenPage):
        raise RuntimeError("The docket did not come up.")  # noqa: TRY004 - a mistake of ours
    return page


def _call(window: MainWindow, *, display: bool) -> QWidget:
    """The first case of the docket, called; the public display beside it."""
    page = _docket(window)
    if page.docket.flow.case is None:
        page.docket.list.call_button.click()
        _settle(window)
    if not display:
        return window
    if page.display is None:
        page.toggle_display()
    if page.display is None:
        raise RuntimeError("The public display did not open.")
    return page.display


def _fail(failure: Failure) -> None:
    raise RuntimeError(failure.sentence)


def _settle(window: MainWindow) -> None:
    """Wait until both queues are empty and nothing was drawn for a moment."""
    end = monotonic() + _PATIENCE
    quiet_since = monotonic()
    while (monotonic() - quiet_since) * 1000 < _QUIET_MS:
        if monotonic() > end:
            raise RuntimeError("The window did not come to rest.")
        _wait(_QUIET_MS // 4)
        if window.record.busy or window.images.busy:
            quiet_since = monotonic()


def _wait(milliseconds: int) -> None:
    loop = QEventLoop(QApplication.instance())
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
