"""A recount as it is being planned."""

from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.desktop.people.draft import PersonDraft
from adjudicator.domain.election import Election
from adjudicator.ledger.origin import Purpose
from adjudicator.services.creating import RecountPlan
from adjudicator.services.opening import Policy


@dataclass(slots=True)
class RecountDraft:
    """What the steps fill in.  Nothing of it is on the disk."""

    folder: Path | None = None
    election: Election | None = None
    contests: tuple[str, ...] = ()
    rules: str = ""
    rules_title: str = ""
    people: list[PersonDraft] = field(default_factory=list)
    passphrase_file: Path | None = None
    policy: Policy = field(default_factory=Policy)
    purpose: Purpose | None = None
    """Nothing is chosen for anybody."""

    def plan(self) -> RecountPlan:
        """What is to be created.

        :raises ValueError: a step is not filled in.
        """
        if self.folder is None or self.election is None or self.purpose is None:
            raise ValueError("what it is, the folder and the election come first")
        return RecountPlan(
            folder=self.folder,
            election=self.election,
            contests=self.contests,
            rules=self.rules,
            people=tuple(p.enrolment for p in self.people),
            passphrases={p.person: p.passphrase for p in self.people},
            passphrase_file=self.passphrase_file,
            policy=self.policy,
            purpose=self.purpose,
        )
