"""Cheats who take acts out, put others in, or move them."""

from adjudicator.ledger import bodies
from tests.assets.bad.cheating import Cheat, Means, bad
from tests.assets.bad.writing import NOTHING, RULE
from tests.ledger.scenery import a_hash

TEAM = Means(
    "The two of a team, at their table and signed in, and the files afterwards.",
    keys=("ada*", "ben*"),
)


@bad(
    "edited-and-resigned",
    means=TEAM,
    entry=RULE + 1,
    reason="seen",
    because="this was signed on a record other than this one",
)
def edited_and_resigned(cheat: Cheat) -> None:
    """The team makes another ruling of its own; the observer's answer after it saw the true one."""
    body = cheat.body(RULE)
    body["items"][2]["votes"] = ["bob"]
    cheat.lines[RULE] = cheat.sign(body, RULE, "ada*", "ben*").raw


@bad(
    "dropped-renumbered",
    means=NOTHING,
    entry=RULE + 1,
    reason="seen",
    because="this was signed on a record other than this one",
)
def dropped_renumbered(cheat: Cheat) -> None:
    """An observer's answer is gone, and the entries after it are given new numbers."""
    del cheat.lines[RULE + 1]
    cheat.renumber()


@bad(
    "inserted",
    means=TEAM,
    entry=RULE + 3,
    reason="seen",
    because="this was signed on a record other than this one",
)
def inserted(cheat: Cheat) -> None:
    """A second ruling is put behind the first, long after it; an observer's act saw none."""
    at = RULE + 1
    first = cheat.body(RULE)["items"][0]
    fresh = {"disp": "vote", "votes": ["ann"], "clause": "a1", "reason": "saw_more"}
    body = cheat.body(
        RULE,
        n=a_hash("inserted")[:32],
        seen=[at, cheat.story.state.root_at(at).hex()],
        items=[first | fresh | {"prior": [RULE, 0]}],
    )
    cheat.lines.insert(at, cheat.sign(body, at, "ada*", "ben*").raw)
    cheat.renumber()


@bad(
    "swapped",
    means=NOTHING,
    entry=RULE + 1,
    reason="seen",
    because="this was signed on a record other than this one",
)
def swapped(cheat: Cheat) -> None:
    """Two answers change places and numbers."""
    one = RULE + 1
    cheat.lines[one : one + 2] = reversed(cheat.lines[one : one + 2])
    cheat.renumber()


@bad(
    "duplicated-act",
    means=NOTHING,
    entry=RULE + 1,
    reason="nonce",
    because="this act, or another under its number, was recorded before",
)
def duplicated_act(cheat: Cheat) -> None:
    """A ruling stands there twice."""
    cheat.lines.insert(RULE + 1, cheat.lines[RULE])
    cheat.renumber()


@bad(
    "attestation-moved",
    story="sat",
    means=NOTHING,
    entry=RULE + 1,
    reason="signature",
    because="a signature on entry 32 is not good (key of entry 21)",
)
def attestation_moved(cheat: Cheat) -> None:
    """An observer's answer "none" to one ruling is hung on another."""
    other = next(e for e in cheat.story.entries if e.kind == "rule" and e.index > RULE)
    leaf = cheat.story.entries[RULE].leaf.hex()
    cheat.edit(
        RULE + 1,
        f'[{RULE},"{leaf}","all"]'.encode(),
        f'[{other.index},"{other.leaf.hex()}","all"]'.encode(),
    )


_REPLAYED = "superseded-ruling-replayed"


@bad(
    _REPLAYED,
    form="its own bytes",
    story="reopened",
    means=NOTHING,
    entry=58,
    reason="seen",
    because="this was signed on an older state than the act before it",
)
def superseded_ruling_replayed(cheat: Cheat) -> None:
    """The ruling that was reopened comes again after the one that took its place."""
    cheat.lines.append(cheat.lines[RULE])
    cheat.renumber()


@bad(
    _REPLAYED,
    form="signed anew",
    story="reopened",
    means=TEAM,
    entry=58,
    reason="prior",
    because="case 0 0 6 6 was ruled on at entry 57, and this ruling does not follow that",
)
def superseded_ruling_signed_anew(cheat: Cheat) -> None:
    """The same, by the team itself: the ruling still says that nothing came before it."""
    item = cheat.body(RULE)["items"][2]
    cheat.act(bodies.rule(batch=3, items=[item]), "ada*", "ben*")


@bad(
    "ruling-before-pile",
    story="imported",
    means=TEAM,
    entry=28,
    reason="order",
    because="there is no pile yet",
)
def ruling_before_pile(cheat: Cheat) -> None:
    """The team rules before anybody has fixed which ballots are to be ruled on."""
    (summary,) = cheat.story.evidence.manifests.values()
    seal = next(
        row.seal
        for row in summary.rows
        if cheat.story.evidence.rows[row.seal]["sheet"] == "box/1/7/1"
    )
    item = bodies.item(case=seal, contest="senate", row=seal, disp="nothing_marked")
    cheat.act(bodies.rule(batch=3, items=[item]), "ada*", "ben*")
