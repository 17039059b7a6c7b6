"""Step 4: the state's standards."""

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.rule_packs import RulePackChoice
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.domain.wording import count


class RulesStep(Step):
    """A rule pack and what it is."""

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft,
            "Rule pack",
            "The standards are fixed at the creation: they cannot change under a recount.",
        )
        self.pack = RulePackChoice()
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
        pack = self.pack.chosen
        self.draft.rules, self.draft.rules_title = pack.id, pack.title
        unverified = sum(not clause.verified for clause in pack.clauses)
        self.source.setText(f"Source: {pack.source}")
        self.clauses.setText(
            f"{count(len(pack.clauses), 'clause')}; the text of {unverified} is not verified and "
            "is shown so wherever it is used."
        )
        self.note.setText(pack.note)
        self.changed.emit()
