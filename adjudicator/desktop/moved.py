"""Whether the record has moved since a screen was read: another station's act tells nobody here."""

from collections.abc import Callable

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.living import call_living
from adjudicator.services.recount import Recount


class RecordMoved:
    """Remembers how large the record was, and compares; both away from the GUI thread.

    :param desk: the open recount.
    :param failed: hears that the record could not be asked.
    """

    def __init__(self, desk: Desk, failed: Callable[[Failure], None]) -> None:
        self._desk, self._failed = desk, failed
        self._size = -1

    def note(self) -> None:
        """Remember the size there is now; called before what is to be shown is read."""
        if self._desk.record.closed:
            # The window goes, and hides what is in it.
            return
        self._desk.ask(_size, self._remember, self._failed)

    def look(self, moved: Callable[[], object]) -> None:
        """Call back if the record has another size than was remembered last."""

        def compare(size: int) -> None:
            if size != self._size:
                self._size = size
                call_living(moved)

        self._desk.ask(_size, compare, self._failed)

    def _remember(self, size: int) -> None:
        self._size = size


def _size(recount: Recount) -> int:
    return recount.state.size
