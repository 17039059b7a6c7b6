"""What every step of the wizard is."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wizard.draft import RecountDraft


class Step(QWidget):
    """One page of questions over the draft.

    :param title: its name in the list of steps.
    :param sentence: what it asks, in a sentence.
    """

    only_words = False
    """Whether nothing on the page takes the focus."""
    changed = Signal()
    """Something was filled in; the wizard asks for :meth:`problem` again."""

    def __init__(self, draft: RecountDraft, title: str, sentence: str) -> None:
        super().__init__()
        self.draft = draft
        self.title = title
        self.setAccessibleName(title)
        part(self, "page")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme().space("medium"))
        self.body.addWidget(label(title, size="title", bold=True))
        self.body.addWidget(label(sentence, wrap=True))
        self.area = scrolled(self, by_keys=self.only_words)
        """The step with all its lines: in large text it is moved up and down."""

    def enter(self) -> None:
        """The step is shown: show what the draft holds."""

    def problem(self) -> str:
        """What keeps from going on, in a sentence; empty if nothing does."""
        return ""

    def complaint(self, left: Collection[QWidget]) -> str:
        """What is wrong with what was answered so far; nobody is told of what is still to come.

        :param left: the fields of this page that had the focus and have it no more.
        """
        return self.problem() if left else ""
