"""The end of a sitting: each member sees the votes under their name and signs them once."""

from collections.abc import Mapping, Sequence

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.signing.dialog import Request
from adjudicator.desktop.signing.need import Need
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.signing.stale import Stale
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count, join_names
from adjudicator.services.board.sitting import SittingNow, end_sitting, sitting_now
from adjudicator.services.recount import Recount, Signer


class VotesPane(SignedPane):
    """Every vote of the sitting, by member.

    :param sitting: as it stands.
    """

    def __init__(self, sitting: SittingNow) -> None:
        super().__init__()
        self.lines: list[str] = []
        column = self.column
        if sitting.carried:
            self.lines.append(carried_words(sitting))
            column.addWidget(label(self.lines[0], bold=True, wrap=True))
        for member in sitting.members:
            signs = "" if member.signs else " \u00b7 not in the room, and does not sign"
            head = f"{member.name}: {count(len(member.votes), 'vote')}{signs}"
            column.addWidget(label(head, bold=True, wrap=True))
            self.lines.append(head)
            for vote in member.votes:
                column.addWidget(label(vote.words, wrap=True))
                self.lines.append(vote.words)
        column.addStretch(1)


def carried_words(sitting: SittingNow) -> str:
    """That votes were carried and nobody recorded the ruling; empty if there are none."""
    if not sitting.carried:
        return ""
    one = len(sitting.carried) == 1
    what = f"Case{'' if one else 's'} {join_names(sitting.carried)}"
    return (
        f"{what}: the vote{'' if one else 's'} carried, and no ruling is recorded. Cancel, and let "
        "the presiding member record it, or put it to the vote again if another case was called "
        "since; after the signing the vote has to be taken anew."
    )


def end_request(sitting: SittingNow, people: Sequence[Person]) -> Request:
    """The act, with everyone in the room who holds a seat."""
    signing = tuple(p for p in people if p.id in sitting.signing)

    def lack(signed: Sequence[Person]) -> str:
        missing = [p.name or p.id for p in signing if p not in signed]
        return join_names(missing)

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        now = sitting_now(recount)
        if (now.listed, now.signing) != (sitting.listed, sitting.signing):
            raise Stale
        end_sitting(recount, list(keys.values()), seen=sitting)
        return f"The sitting is ended: {count(now.votes, 'vote')} signed."

    who = "Every member in the room who holds a seat signs, once."
    return Request(
        title=f"End the sitting: {count(sitting.votes, 'vote')}",
        sentence="Each member signs the votes below with the passphrase. After that they make no "
        "majority any more; cases still open are voted on anew.",
        button="End the sitting",
        need=Need(who, signing, lack),
        do=do,
        topics=frozenset(Topic),
    )
