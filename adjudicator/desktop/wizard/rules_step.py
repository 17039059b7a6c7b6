"""Step 4: the state's standards."""

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.domain.wording import count
from adjudicator.services.creating import bundled_rule_packs


class RulesStep(Step):
    """A rule pack and what it is."""

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft,
            "Rule pack",
            "The standards are fixed at the creation: they cannot change under a recount.",
        )
        self._packs = bundled_rule_packs()
        self.pack = ChoiceBox()
        self.pack.setAccessibleName("Rule pack")
        for pack in self._packs:
            self.pack.addItem(pack.title, pack.id)
        self.source = label(wrap=True)
        self.clauses = label(wrap=True)
        self.note = label(wrap=True, tone="surface_muted")
        for widget in (self.pack, self.source, self.clauses, self.note):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.pack.currentIndexChanged.connect(self._chosen)
        self._chosen()

    def enter(self) -> None:
        """Begin with the choice."""
        self.pack.setFocus()

    def _chosen(self) -> None:
        pack = self._packs[self.pack.currentIndex()]
        self.draft.rules, self.draft.rules_title = pack.id, pack.title
        unverified = sum(not clause.verified for clause in pack.clauses)
        self.source.setText(f"Source: {pack.source}")
        self.clauses.setText(
            f"{count(len(pack.clauses), 'clause')}; the text of {unverified} is not verified and "
            "is shown so wherever it is used."
        )
        self.note.setText(pack.note)
        self.changed.emit()
