"""Cheats with another record: a branch, a snapshot, a rehearsal, one made with fresh keys."""

from adjudicator.ledger import bodies, origin, receipts
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.origin import Purpose
from adjudicator.storage.kept_heads import KeptHead
from tests.assets.bad.cheating import Cheat, Means, bad, hidden, honest
from tests.assets.bad.writing import RULE
from tests.ledger.ceremony import NOON
from tests.verifier import stories
from tests.verifier.stories import Story

SHORTER = "The record is shorter than what you kept."
TWO = "There are two records with one origin."
_EXPORT = ("record.jsonl", "head.note", "tally.json", "MANIFEST")
CLERK = Means(
    "The clerk, at the station that appends: the log key and the clerk's own, and every file.",
    keys=("log", "clerk1"),
    files=_EXPORT,
)
SNAPSHOT = Means(
    "Whoever can restore a snapshot of the machine, with the log key and a clerk. People go on in "
    "good faith and do not see that something is gone.",
    keys=("log", "clerk1"),
    deceived=("lee*",),
    files=_EXPORT,
)


def kept_head(scene: Story, size: int) -> bytes:
    """The file of a head somebody kept."""
    return KeptHead(scene.origin, size, scene.state.root_at(size).hex(), NOON).data()


def gone_on(scene: Story, acts: int) -> Story:
    """The observer Lee notes something down, again and again."""
    for number in range(acts):
        words = scene.sealed(f"note {number}", f"Remark {number}.")
        scene.act(bodies.note(category="incident", words=words), "lee*")
    return scene


@hidden(
    "cut-tail",
    story="closed",
    means=CLERK,
    found_by="a head that an observer kept at the end of the evening",
    with_kept=SHORTER,
)
def cut_tail(cheat: Cheat) -> None:
    """What was recorded after the first close is cut off, and what is left is exported anew."""
    evening = honest("sat")
    cheat.seal_export()
    cheat.kept["head.json"] = kept_head(evening, len(evening.entries))
    cheat.codes.append(record_code(evening.state.root))


@hidden(
    "snapshot-continued",
    story="closed",
    means=SNAPSHOT,
    found_by="a head that an observer kept before the snapshot was restored",
    with_kept=TWO,
)
def snapshot_continued(cheat: Cheat) -> None:
    """The evening goes on from a snapshot, and grows longer than what was lost."""
    evening = honest("sat")
    gone_on(cheat.story, 20)
    cheat.seal_export()
    cheat.kept["head.json"] = kept_head(evening, len(evening.entries))


@hidden(
    "two-branches-one-origin",
    story="piled",
    means=SNAPSHOT,
    found_by="the heads of two holders",
    with_kept=TWO,
)
def two_branches_one_origin(cheat: Cheat) -> None:
    """A cloned machine goes on beside the true one: each shows its people its own record."""
    other = honest("ruled")
    gone_on(cheat.story, 5)
    cheat.seal_export()
    size = cheat.story.state.size
    cheat.kept["one.json"] = kept_head(cheat.story, size)
    cheat.kept["other.note"] = str(other.head(size=size)).encode()


class Rebuilt(Story):
    """The same story with every key made anew."""

    def new_key(self, name: str) -> SigningKey:
        return super().new_key(f"{name} rebuilt")


@hidden(
    "rebuilt-with-new-keys",
    story=lambda: stories.told("ruled", Rebuilt),
    means=Means(
        "Whoever owns the machine: every key of this record is one he made himself, and no key of "
        "the true one is used.",
        files=_EXPORT,
    ),
    found_by="the opening card",
    with_kept=TWO,
)
def rebuilt_with_new_keys(cheat: Cheat) -> None:
    """The whole record is written again, of the same origin; it holds in itself."""
    true = honest("ruled")
    leaves = [entry.leaf for entry in true.entries]
    head = true.head("kelly", "lewis", size=12)
    cheat.kept["opening.tlog-proof"] = receipts.make(true.entries[0], leaves, head).text()


# What shows in itself --------------------------------------------------------------------------


@bad(
    "grafted-from-other-branch",
    means=Means("The files of both branches, and nobody's key."),
    entry=RULE,
    reason="seen",
    because="this was signed on a record other than this one",
)
def grafted_from_other_branch(cheat: Cheat) -> None:
    """A ruling of a cloned machine takes the place of the true one."""
    other = gone_on(stories.told("piled"), 1)
    ruling = other.rule(other.item(1, disp="vote", votes=["bob"]))
    cheat.lines[RULE] = ruling.raw


class Rehearsal(Story):
    """The story as a rehearsal; everyone comes with the same keys."""

    def __init__(self) -> None:
        super().__init__()
        self.purpose = Purpose.REHEARSAL
        self.origin = str(origin.make("test.fl.us", "general", self.purpose, token="0" * 20))


@bad(
    "entries-of-rehearsal",
    story="piled",
    means=Means("The files of the recount and of its rehearsal, and nobody's key."),
    entry=30,
    reason="signature",
    because="a signature on entry 30 is not good (key of entry 19)",
)
def entries_of_rehearsal(cheat: Cheat) -> None:
    """A ruling made in the rehearsal, with the same keys, stands in the recount."""
    rehearsal = stories.told("piled", Rehearsal)
    cheat.lines.append(rehearsal.rule(rehearsal.item(3, disp="vote", votes=["bob"])).raw)


@hidden(
    "receipt-of-other-recount",
    means=Means("A receipt of another recount, held up as if it were of this one.", files=()),
    found_by="the origin of the receipt, which is not the record's",
)
def receipt_of_other_recount(cheat: Cheat) -> None:
    """A true receipt, of another record: it proves nothing about this one."""
    other = stories.told("ruled", Rehearsal)
    leaves = [entry.leaf for entry in other.entries]
    receipt = receipts.make(other.entries[RULE], leaves, other.head("kelly", "lewis"))
    cheat.kept["ruling.tlog-proof"] = receipt.text()
