"""The foot of the window: the record in one line, and who sits here."""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator import __version__
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.frame import FootLine
from adjudicator.desktop.wording import name_of
from adjudicator.domain.wording import count
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the foot says beside the record code."""

    copy: str = ""
    elsewhere: str = ""
    """That the recount is open in another window too, and which station this is."""


def read_facts(recount: Recount) -> RecordFacts:
    """The state of the second copy, and who else has the recount open."""
    mirror = recount.store.mirror
    if mirror.path is None:
        copy = "no second copy is set"
    elif mirror.problem:
        copy = f"copy lags by {count(mirror.lag() or 0, 'entry', 'entries')}: {mirror.problem}"
    else:
        copy = "copy ok"
    return RecordFacts(copy, open_elsewhere(recount))


def open_elsewhere(recount: Recount) -> str:
    """What to know where the recount is open in another window; empty if it is not."""
    if not recount.open_elsewhere:
        return ""
    return f"This recount is open in another window; this one is station {recount.station}."


class RecordFoot(FootLine):
    """Reads its facts anew after every act."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._beside = desk, RecordFacts()
        self.setAccessibleName("The record")
        desk.newest.follow(self._tell)
        desk.verifying.finished.connect(self._tell)
        desk.locating.moved.connect(self._tell)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _topics: object = None) -> None:
        """Read anew."""
        self._desk.ask(read_facts, self._show, urgent=False)

    def _show(self, facts: RecordFacts) -> None:
        self._beside = facts
        self._tell()

    def _tell(self, _newest: object = None) -> None:
        newest, facts = self._desk.newest.words, self._beside
        last = self._desk.verifying.last
        verified = "" if last is None else last.words
        record = f"Record {newest}" if newest else ""
        looked = self._desk.locating.looked
        finding = "" if looked is None else looked.words
        program = f"program {__version__}"
        told = [record, verified, facts.copy, finding, program, facts.elsewhere]
        self.show_facts(told, seats(self._desk.seats))


def seats(taken: Sequence[Seat]) -> str:
    """Who sits here, by name."""
    if not taken:
        return "nobody is signed in here \u00b7 F3"
    names = [name_of(seat.person) for seat in taken]
    return "Signed in here: " + ", ".join(names)
