"""From keys to an objection: ground by digit, claimed outcome for grounds 1 to 4, own words."""

from dataclasses import dataclass, replace

from adjudicator.domain.election import Contest
from adjudicator.services.attesting import Ground, Objection

NO_VOTE = "no_vote"
"""The claim that no vote counts."""


@dataclass(frozen=True, slots=True)
class ObjectionDraft:
    """An objection in the making."""

    contest: Contest
    ground: Ground | None = None
    claim: str | None = None
    """A choice id or :data:`NO_VOTE`."""
    words: str = ""
    message: str = ""

    @property
    def asks_claim(self) -> bool:
        """Whether the claimed outcome is the next question."""
        return self.ground is not None and self.ground.takes_claim and self.claim is None

    @property
    def problem(self) -> str:
        """What is missing before it can be filed; empty if nothing is."""
        if self.ground is None:
            return "Press 1 to 8 for the ground."
        if self.asks_claim:
            return "Press the digit of the choice that should count, or 0 for no vote."
        return ""

    @property
    def objection(self) -> Objection | None:
        """The objection, once it is complete."""
        if self.ground is None or self.problem:
            return None
        return Objection(self.ground, self.claim, self.words.strip() or None)

    @property
    def sentence(self) -> str:
        """What it says so far."""
        if self.ground is None:
            return "Ground?"
        if self.claim is None:
            return f"Ground: {self.ground.label}"
        if self.claim == NO_VOTE:
            return f"Ground: {self.ground.label}; claims no vote"
        return f"Ground: {self.ground.label}; claims a vote for {self._name(self.claim)}"

    def _name(self, choice: str) -> str:
        return self.contest.choice(choice).name


def press(draft: ObjectionDraft, act: str) -> ObjectionDraft:
    """The draft after a key: a digit, or ``back`` to take the last answer back."""
    draft = replace(draft, message="")
    if act == "back":
        return _back(draft)
    digit = int(act.removeprefix("digit_")) if act.startswith("digit_") else -1
    if draft.ground is None and digit in set(Ground):
        return replace(draft, ground=Ground(digit))
    if draft.asks_claim and 0 <= digit <= len(draft.contest.choices):
        return replace(draft, claim=_claim(draft.contest, digit))
    return replace(draft, message=draft.problem or "Return files the objection.")


def _back(draft: ObjectionDraft) -> ObjectionDraft:
    if draft.claim is not None:
        return replace(draft, claim=None)
    return replace(draft, ground=None)


def _claim(contest: Contest, digit: int) -> str:
    return contest.choices[digit - 1].id if digit else NO_VOTE


def with_words(draft: ObjectionDraft, words: str) -> ObjectionDraft:
    """The same with the observer's own words."""
    return replace(draft, words=words)
