"""Entry from paper forms: the rulings of a batch that were made on fallback forms are typed in."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.review.flow import RulingFlow
from adjudicator.domain.rulings import EvidenceKind

FORM = "Rulings of this batch are entered from the paper forms now; each says so."
NO_FORM = "Rulings of this batch are made on the images again."


class FormEntry(QObject):
    """Switches what the rulings of the batch in Review are said to be made on.

    It holds until it is switched back or another batch is opened; what was recorded stays as it
    was signed.

    :param flow: makes the drafts.
    """

    switched = Signal()

    def __init__(self, flow: RulingFlow) -> None:
        super().__init__(flow)
        self._flow = flow

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
        words = FORM if self.on else NO_FORM
        flow.say(words)
        flow.said.emit(words)
        self.switched.emit()
