"""Entry from paper forms: the rulings of a batch that were made on fallback forms are typed in."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.review.flow import RulingFlow
from adjudicator.desktop.review.navigator import Navigator
from adjudicator.domain.rulings import EvidenceKind

FORM = (
    "Rulings of this batch are entered from the paper forms now, in the order of the forms; each "
    "says so."
)
NO_FORM = "Rulings of this batch are made on the images again, in the order of work."


class FormEntry(QObject):
    """Switches what the rulings of the batch in Review are said to be made on.

    It holds until it is switched back or another batch is opened; what was recorded stays as it
    was signed.

    The cases come in the order of the printed forms meanwhile, so that whoever types goes down the
    pages; the first that waits is opened, unless something was said of the one on the screen.

    :param flow: makes the drafts.
    :param navigator: goes from case to case.
    """

    switched = Signal()

    def __init__(self, flow: RulingFlow, navigator: Navigator) -> None:
        super().__init__(flow)
        self._flow, self._navigator = flow, navigator

    @property
    def on(self) -> bool:
        """Whether rulings are entered from paper forms."""
        return self._flow.evidence is EvidenceKind.FORM

    def toggle(self) -> None:
        """From the paper forms now, or from the images again."""
        flow = self._flow
        flow.evidence = EvidenceKind.IMAGE if self.on else EvidenceKind.FORM
        flow.proposed = None
        draft = flow.draft
        if draft is not None:
            facts = replace(draft.facts, evidence=flow.evidence)
            looked = draft.evidence if draft.evidence is EvidenceKind.PAPER else flow.evidence
            flow.draft = replace(draft, facts=facts, evidence=looked, before=None)
        self._navigator.go_by_forms(on=self.on)
        if self.on and draft is not None and draft.before is None and not draft.facts.barred:
            self._navigator.next_to_do(from_first=True)
        words = FORM if self.on else NO_FORM
        flow.say(words)
        flow.said.emit(words)
        self.switched.emit()
