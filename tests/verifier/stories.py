"""A record in which every kind of entry occurs, with files to hand out."""

import random
from collections.abc import Callable
from functools import cache

from adjudicator.ledger import bodies
from tests.ledger.evening import value
from tests.ledger.scenery import SHEETS, a_hash, a_sheet
from tests.ledger.state.county import PILE, County, Plan
from tests.ledger.state.night import Night
from tests.ledger.state.test_random_evenings import ACTS, USUAL
from tests.verifier.exports import FiledCeremony, Files

STATIONS = {
    "ada": "t1", "ben": "t1", "ortiz": "t1", "lee": "t1", "cruz": "t2", "dunn": "t2"
}  # fmt: skip
MORE = tuple(a_sheet(number, ("council", "undervote"), batch="9") for number in (91, 92))


class Story(FiledCeremony):
    """A recount with a second team, told from the opening to the finish."""


def told(last: str, story: Callable[[], Story] = Story) -> Story:
    """A story of its own, told up to the end of that chapter."""
    scene = story()
    for name, chapter in CHAPTERS.items():
        chapter(scene)
        if name == last:
            return scene
    raise KeyError(last)


@cache
def whole() -> Story:
    """Every kind of entry at least once; do not add to it."""
    return told("finished")


def _seated(scene: Story) -> None:
    scene.act(scene.constitute_fields(), "kelly", "lewis")
    scene.cosign()
    for person, party in {"cruz": "rep", "dunn": "dem"}.items():
        scene.enrol(person, "team", party, "kelly", "clerk1", custody="store")
    for person in scene.state.data.people:
        scene.signin(person, STATIONS.get(person, "b1"))


def _imported(scene: Story) -> None:
    scene.act(scene.import_fields(SHEETS), "log", "clerk1")


def _piled(scene: Story) -> None:
    scene.act(scene.pile_fields(scene.entries[-1].index), "kelly", "lewis")
    scene.cosign()


def _ruled(scene: Story) -> None:
    scene.act(
        bodies.reference(style="7", side="front", image=a_hash("page"), layout=a_hash("boxes")),
        "ada*", "ben*",
    )  # fmt: skip
    first = scene.rule(
        scene.item(1, disp="no_consensus"),
        scene.item(2, disp="too_many"),
        scene.item(3, disp="vote", votes=["ann"]),
        scene.item(4),
    )
    scene.attest("ortiz", first)
    words = scene.sealed("lee's words", "This one counts.")
    objected = scene.attest("lee", first, answer="object", ground=1, claim="bob", words=words)
    scene.act(bodies.withdraw(objection=objected.index, leaf=objected.leaf.hex()), "lee*")
    scene.attest("lee", first, answer="decline", about=[(first.index, first.leaf.hex(), [2])])
    scene.act(
        bodies.attest(
            answer="object", ground=6, via="shared", cases=[scene.case(2, "council").seal]
        ),
        "ortiz*",
    )
    scene.paper(scene.case(3), "requested", "on_the_table", "returned")
    scene.rescan(scene.case(4))


def _closed(scene: Story) -> None:
    scene.close(3)
    scene.cosign("ada", "ben", "ortiz")


def _sat(scene: Story) -> None:
    one, two = scene.case(1), scene.case(2, "council")
    scene.act(bodies.attend(person="moore", state="away"), "moore*", st="b1")
    for person in ("lee", "ortiz"):
        scene.act(bodies.attend(person=person, state="out"), person + "*")
    scene.vote("kelly", value("vote", "ann"), one)
    scene.vote("lewis", value("vote", "ann"), one)
    scene.board_rule(scene.board_item(one, value("vote", "ann")))
    scene.decide(value("nothing_marked"), two)
    scene.end_sitting()
    scene.cosign()
    for person in ("lee", "ortiz"):
        scene.act(bodies.attend(person=person, state="in"), "kelly*", st="b1")


def _reopened(scene: Story) -> None:
    scene.reopen(scene.case(3))
    scene.rule(scene.item(3, disp="vote", votes=["bob"]))


def _closed_again(scene: Story) -> None:
    motion = scene.motion("explain", batch=2)
    scene.rule(scene.item(6, "council", "8"))
    missing = [[2, 5, 4, motion.index]]
    scene.act(scene.close_fields(1, 2, 3) | {"differences": missing}, "ada", "ben")
    scene.cosign()


def _more_ballots(scene: Story) -> None:
    scene.act(
        bodies.note(category="incident", words=scene.sealed("note", "The light went out.")), "lee*"
    )
    scene.act(scene.import_fields(MORE), "log", "clerk1")
    scene.act(scene.pile_fields(scene.entries[-1].index), "kelly", "lewis")
    scene.cosign()


def _looked_again(scene: Story) -> None:
    fields = bodies.sample(batches=[3], seed=a_hash("dice"), drawn="Dice.", size=1)
    sample = scene.act(fields, "kelly", "lewis")
    (seal,) = scene.state.data.samples[sample.index].cases
    case = scene.state.data.cases[seal]
    look = bodies.look(sample=sample.index, items=[(seal, case.row, "nothing_marked")])
    scene.act(look, "cruz*", "dunn*", st="t2")
    scene.rule(scene.item(91, "council", "9"), scene.item(92, "council", "9"))
    scene.close(4)
    scene.cosign("ada", "ben")


def _left(scene: Story) -> None:
    scene.act(bodies.signout(person="dunn"), "dunn*", st="t2")
    scene.act(bodies.remove(person="cruz"), "kelly", "clerk1")


def _finished(scene: Story) -> None:
    for effect in ("suspend", "resume"):
        scene.motion(effect, contest="senate")
    scene.close_contests()
    scene.act(
        bodies.export(files=[("record.jsonl", a_hash("x"))], withheld=[], size=scene.state.size),
        "clerk1",
    )
    scene.act(bodies.finish(keys=[scene.keys["dunn"][0]]), "kelly", "lewis")
    scene.cosign()


@cache
def some() -> tuple[Files, ...]:
    """The whole story, and three random evenings of boards that work in one tier or two."""
    return whole(), *(evening(random.Random(seed)) for seed in (3, 5, 8))


SHEETS_OF_THE_EVENING = (
    *PILE,
    a_sheet(9, ("council", "writein"), batch="9")
    | {
        "contests": [
            ["council", "writein", {"votes": ["eddy", "line1"], "over": 0, "under": 0, "marks": []}]
        ]
    },
)
"""Those of the other evenings, and a write-in the machine counted."""


class FiledCounty(Files, County):
    """A county whose files can be handed out."""


def evening(rng: random.Random, *, writeins_as_under: bool = False) -> Files:
    """A random evening."""
    plan = Plan(rng.choice((1, 2)), rng.choice((3, 5)))

    def begin(chosen: Plan) -> FiledCounty:
        county = FiledCounty(chosen)
        county.policy["writeins_as_under"] = writeins_as_under
        return county.to_pile(SHEETS_OF_THE_EVENING)

    night = Night(plan, begin=begin)
    for _ in range(rng.randrange(10, 50)):
        act = ACTS[rng.choice((*USUAL, *ACTS))]
        act(night, rng.randrange(1000), rng.randrange(1000))
    scene = night.scene
    assert isinstance(scene, Files)
    return scene


CHAPTERS: dict[str, Callable[[Story], object]] = {
    "enrolled": lambda scene: scene.enrolled(),
    "seated": _seated,
    "imported": _imported,
    "piled": _piled,
    "ruled": _ruled,
    "closed": _closed,
    "sat": _sat,
    "reopened": _reopened,
    "closed again": _closed_again,
    "more ballots": _more_ballots,
    "looked again": _looked_again,
    "left": _left,
    "finished": _finished,
}
"""In the order in which they are told."""
