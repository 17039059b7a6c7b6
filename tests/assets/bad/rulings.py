"""Cheats of those who rule and close: what the rules of a recount do not let them do."""

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body
from tests.assets.bad.cheating import Cheat, Means, bad
from tests.assets.bad.order import TEAM
from tests.ledger.scenery import a_hash
from tests.verifier import stories
from tests.verifier.stories import Story

PILED = 30
"""Entries when the pile is closed and its head cosigned."""
_STRANGER = a_hash("a ballot more")


def rule(cheat: Cheat, *items: Body) -> None:
    """The team rules."""
    cheat.act(bodies.rule(batch=3, items=items), "ada*", "ben*")


@bad(
    "second-ruling-without-reopen",
    story="closed",
    means=TEAM,
    entry=43,
    reason="closed",
    because="the batch of case 0 0 6 6 was closed at entry 41",
)
def second_ruling_without_reopen(cheat: Cheat) -> None:
    """The batch is closed, and the team rules once more."""
    rule(cheat, cheat.story.item(3, disp="vote", votes=["bob"]))


@bad(
    "clause-without-consistency",
    story="piled",
    means=TEAM,
    entry=PILED,
    reason="clause",
    because="clause (4)(c)1 asks first how the other contests are marked",
)
def clause_without_consistency(cheat: Cheat) -> None:
    """A circled name counts only where the voter did alike elsewhere; nobody looked."""
    rule(cheat, cheat.story.item(3, disp="vote", votes=["ann"], clause="c1"))


@bad(
    "case-outside-pile",
    story="piled",
    means=TEAM,
    entry=PILED,
    reason="pile",
    because=f"the ballot {_STRANGER[:8]} stands in no pile",
)
def case_outside_pile(cheat: Cheat) -> None:
    """A ruling on a ballot that was never flagged."""
    stranger = {"case": _STRANGER, "row": _STRANGER}
    rule(cheat, cheat.story.item(3) | stranger)


@bad(
    "lot-not-released",
    story="piled",
    means=TEAM,
    entry=PILED,
    reason="lot",
    because="case 0 0 4 4 lies in the lot not counted, which the board has not released",
)
def lot_not_released(cheat: Cheat) -> None:
    """A ruling on a ballot the board has not let in."""
    rule(cheat, cheat.story.item(5))


def objected() -> Story:
    """The observer Lee has objected to a vote for Ann, and the batch is not closed yet."""
    scene = stories.told("ruled")
    ruling = next(entry for entry in scene.entries if entry.kind == "rule")
    about = [(ruling.index, ruling.leaf.hex(), [2])]
    scene.attest("lee", ruling, answer="object", ground=2, claim="no_vote", about=about)
    return scene


@bad(
    "close-hides-objection",
    story=objected,
    means=Means("The two who close, with their passphrases.", keys=("ada", "ben")),
    entry=42,
    reason="counts",
    because="the close does not state what the record holds (ruled)",
)
def close_hides_objection(cheat: Cheat) -> None:
    """The close states one ruling more and one objection less than there are."""
    fields = cheat.story.close_fields(3)
    answers = [
        [who, none, objects - 1, decline + 1, silent, [], struck]
        if who == "lee"
        else [who, none, objects, decline, silent, listed, struck]
        for who, none, objects, decline, silent, listed, struck in fields["answers"]
    ]
    counts = {"ruled": fields["ruled"] + 1, "escalated": fields["escalated"] - 1}
    cheat.act(fields | counts | {"answers": answers}, "ada", "ben")
