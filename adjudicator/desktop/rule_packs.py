"""The list to choose a rule pack from, wherever a screen asks under which rules."""

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.domain.rulepack import RulePack
from adjudicator.services.creating import bundled_rule_packs


class RulePackChoice(ChoiceBox):
    """The rule packs that come with the program, by their titles."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Rule pack")
        self._packs = bundled_rule_packs()
        for pack in self._packs:
            self.addItem(pack.title, pack.id)

    @property
    def chosen(self) -> RulePack:
        """The one that is chosen."""
        return self._packs[self.currentIndex()]
