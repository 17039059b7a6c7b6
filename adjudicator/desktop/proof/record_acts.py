"""What the Record screen does for the proof: heads, verify and export, and say what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.proof.export_form import open_export_form
from adjudicator.desktop.proof.exporting import Told, Wanted
from adjudicator.desktop.proof.heads_dialog import HeadsDialog
from adjudicator.desktop.proof.verify_dialog import VerifyDialog
from adjudicator.services.exporting.export import Exported
from adjudicator.services.exporting.wording import told


class RecordActs(QObject):
    """Opens the forms over a screen, and tells there how far an export is.

    :param desk: the open recount.
    :param screen: where the forms stand.
    :param banner: of that screen.
    """

    def __init__(
        self,
        desk: Desk,
        screen: QWidget,
        banner: Banner,
        say: Callable[[str], None],
        tell: Callable[[Failure], None],
    ) -> None:
        super().__init__(screen)
        self._desk, self._screen, self._banner = desk, screen, banner
        self._say, self._tell = say, tell
        desk.exporting.progressed.connect(self._show_progress)
        desk.exporting.finished.connect(self._exported)
        desk.exporting.failed.connect(self._tell)

    def heads(self) -> None:
        """Show who stands under which head, the exports, and what was compared."""
        HeadsDialog(self._desk, self._screen, self._tell).open()

    def verify(self) -> None:
        """Ask what was kept outside, and verify."""
        VerifyDialog(self._desk, self._screen).open()

    def export(self) -> None:
        """Ask where to, and export."""
        if self._desk.exporting.running:
            return
        open_export_form(self._desk, self._screen, self._start, self._tell)

    def _start(self, wanted: Wanted) -> None:
        self._banner.say("Exporting\u2026", "neutral", "Stop", self._desk.exporting.cancel)
        self._desk.exporting.start(wanted)

    def _show_progress(self, done: int, total: int) -> None:
        words = f"Exporting: {done:,} of {total:,} entries are read."
        self._banner.say(words, "neutral", "Stop", self._desk.exporting.cancel)

    def _exported(self, made: Exported | Told) -> None:
        if isinstance(made, Told) and not made.good:
            self._banner.say(made.words, "bad")
        else:
            self._say(made.words if isinstance(made, Told) else " ".join(told(made)))
        self._desk.changed.emit(frozenset(Topic))
