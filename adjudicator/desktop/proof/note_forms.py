"""Notes an officer signs: what was handed over, and the test of the tabulators."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.proof.note_panes import HandoverPane, NotePane, TabulatorPane
from adjudicator.desktop.signing.dialog import Do, Request, SigningDialog
from adjudicator.desktop.signing.need import Need, one_of
from adjudicator.domain.people import Person
from adjudicator.services.deadlines.zones import county_now
from adjudicator.services.handed_over import note_handover
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.tabulator_test import note_test
from adjudicator.storage.queries.acts import list_people

Told = Callable[[str], None]
Failed = Callable[[Failure], None]
_OFFICER = "An officer signs: a member of the board or a clerk."


@dataclass(frozen=True, slots=True)
class _Read:
    people: tuple[Person, ...]
    now: datetime
    """On the county's clock."""

    @property
    def officers(self) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.officer)


def open_handover_form(desk: Desk, parent: QWidget, told: Told, failed: Failed) -> None:
    """Note to whom something went, how and when.

    :param told: takes the sentence that says it is noted, and how it stands to the deadlines.
    """

    def show(read: _Read) -> None:
        pane = HandoverPane(read.people, read.now)

        def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
            noted = note_handover(recount, pane.handover, next(iter(keys.values())), pane.people)
            timely = f" That is {noted.timely}." if noted.timely else ""
            return f"Noted as entry {noted.entry:,}: {noted.words}{timely}"

        request = Request(
            title="Note what was handed over",
            sentence="Its SHA-256 is computed from what you choose, so that whoever received it "
            "can compare. The note stands in the record and in the minutes.",
            button="Note it",
            need=_need(one_of(read.officers, _OFFICER), lambda: pane.lack),
            do=do,
            topics=frozenset(Topic),
        )
        _open(desk, request, parent, pane, told)
        pane.path.setFocus()

    desk.ask(_read, show, failed)


def open_test_form(desk: Desk, parent: QWidget, told: Told, failed: Failed) -> None:
    """Note the logic-and-accuracy test of the tabulators."""

    def show(read: _Read) -> None:
        pane = TabulatorPane(read.people, read.now.date())
        request = Request(
            title="Note the test of the tabulators",
            sentence="Logic and accuracy: ballots of which the result is known were counted. The "
            "note stands in the record and, before the first ruling, in the opening report.",
            button="Note it",
            need=_need(one_of(read.officers, _OFFICER), lambda: pane.lack),
            do=_test(pane),
            topics=frozenset(Topic),
        )
        _open(desk, request, parent, pane, told)
        pane.tabulators.setFocus()

    desk.ask(_read, show, failed)


def _test(pane: TabulatorPane) -> Do:
    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        entry = note_test(recount, pane.test, list(keys.values()), pane.people)
        return f"The test of the tabulators is noted as entry {entry:,}."

    return do


def _need(plain: Need, lacks: Callable[[], str]) -> Need:
    """An officer, once everything is filled in."""

    def lack(signed: Sequence[Person]) -> str:
        return lacks() or plain.lack(signed)

    return replace(plain, lack=lack)


def _open(desk: Desk, request: Request, parent: QWidget, pane: NotePane, told: Told) -> None:
    dialog = SigningDialog(desk, request, parent, pane)
    pane.changed.connect(dialog.look_again)
    dialog.recorded.connect(lambda said: told(str(said)))
    dialog.open()


def _read(recount: Recount) -> _Read:
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    now = county_now(recount)
    return _Read(people, now)
