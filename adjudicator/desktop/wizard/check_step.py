"""Step 8: everything once more, before anything exists."""

from collections import Counter

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.desktop.wording import contest_title
from adjudicator.domain.people import Role
from adjudicator.domain.wording import count
from adjudicator.ledger.origin import Purpose
from adjudicator.services.policies import policy_line

_NAMED = 6
_TWO_TEAMS = 4
_WHAT = {
    Purpose.RECOUNT: ("A recount", "it counts, and no step of its opening can be left out."),
    Purpose.REHEARSAL: ("A rehearsal", "watermarked, never to be filed."),
    Purpose.DEMO: ("A demonstration", "watermarked, never to be filed."),
}


class CheckStep(Step):
    """The plan in sentences."""

    only_words = True

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft,
            "Check and create",
            "Nothing exists yet. \u201cCreate\u201d makes the folder and enrols everyone. It takes "
            "about a second for each person. Overview leads through the rest of the opening.",
        )
        self.plan = label(wrap=True, size="strong")
        self.body.addSpacing(theme().space("small"))
        self.body.addWidget(self.plan)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Tell the plan."""
        self.plan.setText("\n\n".join(plan_sentences(self.draft)))


def _teams_lack(draft: RecountDraft, people: int) -> str:
    """What a second look will wait for; nobody looks at what they ruled on."""
    policy = draft.policy
    if not policy.sample_pm or policy.tiers == 1 or people >= _TWO_TEAMS:
        return ""
    return (
        f" A second look takes two people who did not rule: {count(people, 'person', 'people')} of "
        "teams are enrolled, and no batch with a blank closes before others are."
    )


def plan_sentences(draft: RecountDraft) -> list[str]:
    """What will be created, in sentences."""
    election = draft.election
    if election is None or draft.purpose is None:
        return []
    what, means = _WHAT[draft.purpose]
    titles = [contest_title(election, c) for c in draft.contests[:_NAMED]]
    more = len(draft.contests) - len(titles)
    named = "; ".join(titles) + (f"; and {more} more" if more > 0 else "")
    roles = Counter(p.role for p in draft.people)
    people = ", ".join(f"{role.label} {roles[role]}" for role in Role if roles[role])
    saved = (
        f"The passphrases are saved once in {draft.passphrase_file}."
        if draft.passphrase_file is not None
        else "The passphrases are saved nowhere."
    )
    return [
        f"{what} of {election.title}, {election.county}: {means}",
        f"{count(len(draft.contests), 'contest')}: {named}.",
        f"Rules: {draft.rules_title}.",
        f"{policy_line(draft.policy)}.{_teams_lack(draft, roles[Role.TEAM])}",
        f"{count(len(draft.people), 'person', 'people')}: {people}.",
        f"Folder: {draft.folder}.",
        saved,
    ]
