"""Cases an observer objects to, or no longer objects to: read anew where they are on the screen."""

from PySide6.QtCore import QObject

from adjudicator.desktop.review.flow import RulingFlow
from adjudicator.desktop.review.navigator import Navigator
from adjudicator.desktop.review.observers import ObserverFlow, withdrawal
from adjudicator.desktop.review.ports import CaseView, FiledObjection
from adjudicator.domain.history import CaseStatus


class Contested(QObject):
    """Follows objections through the batch.

    :param flow: the case on the screen.
    :param observers: tells of objections and withdrawals.
    :param navigator: knows where each case stands, and reads it anew.
    """

    def __init__(self, flow: RulingFlow, observers: ObserverFlow, navigator: Navigator) -> None:
        super().__init__(flow)
        self._flow, self._navigator = flow, navigator
        self._words: dict[str, str] = {}
        observers.filed.connect(self._filed)
        observers.withdrawn.connect(self._withdrawn)
        observers.superseded.connect(self._superseded)

    def take_word(self, number: str) -> str:
        """What happened to a case that was read anew, to be said when it arrives."""
        word = self._words.pop(number, "")
        self._words.clear()
        return word

    def _filed(self, objection: FiledObjection) -> None:
        """An objection sends a case to the board, unless it comes after the close."""
        if objection.late:
            self._navigator.forget(objection.number)
        else:
            self._navigator.settle(objection.number, CaseStatus.DISPUTED)
        self._read_anew(objection.number, objection.sentence)

    def _withdrawn(self, objection: FiledObjection) -> None:
        """Where the case stands without the objection, only the record knows."""
        self._navigator.forget(objection.number)
        self._read_anew(objection.number, withdrawal(objection))

    def _superseded(self, case: CaseView, sentence: str) -> None:
        """What somebody objected to stands differently: it is shown as it stands now."""
        self._navigator.forget(case.number)
        self._read_anew(case.number, sentence)

    def _read_anew(self, number: str, word: str) -> None:
        if self._flow.case is not None and self._flow.case.number == number:
            self._words[number] = word
            self._navigator.open(number)
