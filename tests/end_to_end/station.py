"""A station in the real window, and every key its people press there.

Letters of names, reasons and passphrases are typed, not counted: what is promised is how many keys
an act takes.  Between two keys a person looks at the screen, so each waits for what it did.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from adjudicator.desktop.docket.page import DocketPage
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import EntryRecord, RulingRecord, list_entries
from adjudicator.storage.queries.acts import rulings_of_case as rulings_in_order
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.support import dialog, press, settled, write
from tests.support.scene import passphrase

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


@dataclass
class Station:
    """One window over a recount; who sits here signs in before the keys are counted."""

    qtbot: QtBot
    window: MainWindow
    pressed: list[str] = field(default_factory=list)
    """Every key so far."""
    passphrases: list[str] = field(default_factory=list)
    """Whoever typed a passphrase, in order, as often as they did."""

    @property
    def recount(self) -> Recount:
        assert self.window.desk is not None
        return self.window.desk.recount

    def sit(self, *people: str) -> None:
        """These people sit here already."""
        assert self.window.desk is not None
        for person in people:
            self.window.desk.seating.sign_in(person, passphrase(person))

    def seated(self) -> list[str]:
        """Who sits here."""
        assert self.window.desk is not None
        return [seat.person.id for seat in self.window.desk.seats]

    def locked(self) -> bool:
        """Whether the station is locked."""
        return self.window.lock.locked

    # Hands --------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            press(self.window, key)
            self.pressed.append(key)
            self.settle()

    def type_words(self, words: str) -> None:
        """Type words into what has the focus; they are not counted."""
        write(self.window, words)
        self.settle()

    def type_passphrase(self, person: str) -> None:
        """Type somebody's passphrase into what has the focus, and note that they had to."""
        self.passphrases.append(person)
        self.type_words(passphrase(person))

    def settle(self) -> None:
        """Wait for what the last key did; a ballot that arrives is painted."""
        settled(self.qtbot, self.window)
        page = self.window.stack.currentWidget()
        QApplication.processEvents()
        if isinstance(page, ReviewPage) and page.review is not None:
            flow = page.review.flow
            self.qtbot.waitUntil(lambda: flow.case is None or flow.shown)
        elif isinstance(page, DocketScreenPage):
            board = page.docket.flow
            self.qtbot.waitUntil(lambda: board.case is None or board.shown)
        settled(self.qtbot, self.window)

    def asked(self, kind: type[AnyDialog]) -> AnyDialog:
        """The form of that kind that is open."""
        return dialog(self.qtbot, self.window, kind)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for what is seen."""
        self.qtbot.waitUntil(true)

    # Screens ------------------------------------------------------------------------------

    def review(self, case: CaseRecord) -> ReviewScreen:
        """Review with that case on the screen, before anybody pressed a key."""
        self.window.show_review(case.batch, case.number)
        self.settle()
        screen = self.screen()
        self.until(lambda: self.number() == case.number and screen.flow.shown)
        self.settle()
        return screen

    def screen(self) -> ReviewScreen:
        """Review, which is shown."""
        page = self.window.stack.currentWidget()
        assert isinstance(page, ReviewPage)
        assert page.review is not None
        return page.review

    def number(self) -> str:
        """The number of the case on the screen."""
        case = self.screen().flow.case
        return "" if case is None else case.number

    def docket(self) -> DocketPage:
        """The docket's list, before anybody pressed a key."""
        self.window.show_screen("docket")
        self.settle()
        page = self.window.stack.currentWidget()
        assert isinstance(page, DocketScreenPage)
        self.until(lambda: bool(page.docket.list.table.shown()))
        self.settle()
        return page.docket

    # The record ---------------------------------------------------------------------------

    def cases(self) -> list[CaseRecord]:
        """Every case as it stands now."""
        with self.recount.reading() as connection:
            return list_cases(connection, CaseFilter())

    def case(self, number: str) -> CaseRecord:
        """A case as it stands now."""
        return next(case for case in self.cases() if case.number == number)

    def rulings(self, number: str) -> list[RulingRecord]:
        """Every ruling made on a case."""
        case = self.case(number)
        with self.recount.reading() as connection:
            return rulings_in_order(connection, case.seal)

    def entries(self, first: int) -> list[EntryRecord]:
        """What was recorded from that entry on."""
        with self.recount.reading() as connection:
            return list_entries(connection, first=first)
