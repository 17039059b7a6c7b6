"""The evening of State House 26 with every ballot of its plan, but none of them printed.

Printing 1,854 ballots takes minutes.  Here each has an image of its own of a few dots and the
reading its marks lead to; people, precincts, batches, rulings and figures are the story's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.readings import condition_of, read_votes
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.domain.votes import Say
from adjudicator.imaging.printing.marks import MarkKind
from adjudicator.services.attesting import Ground
from adjudicator.services.demonstration.delivery import (
    Delivery,
    packed_flagged,
    write_counts,
    write_expected,
    write_manifest,
)
from adjudicator.services.demonstration.evening_script import Act, EveningAct
from adjudicator.services.demonstration.kinds import VOLUSIA, Script, read_script
from adjudicator.services.demonstration.player import Played, play
from adjudicator.services.demonstration.preparing import StoryClock, make_passphrases, prepare
from adjudicator.services.demonstration.press import ReadContest, ScannedBallot, ScannedSide
from adjudicator.services.demonstration.replay import plan_replay
from adjudicator.services.demonstration.stories import (
    CaseName,
    ScriptedCase,
    ScriptedObjection,
    Story,
)
from adjudicator.services.demonstration.voters import VotedBallot
from tests.services.demonstration.scripts import quiet
from tests.support.scene import tiny_image

CONTEST = "house26"
FIRST_SITTING, SECOND_SITTING = 4, 3
"""Cases the board settles before it ends each of its sittings."""
_INKED = {MarkKind.FILLED, MarkKind.STRUCK_FILL}
_OBJECTING = ("p09", "p10", "p11", "p12")
_SAYS: Mapping[str, Say] = {"p01": Say.FOR, "p02": Say.AGAINST, "p03": Say.FOR}


def script_with_a_board() -> Script:
    """The story, but its teams agree on less: the board settles that, in two sittings."""
    script = read_script(VOLUSIA)
    story = script.story
    named = [name for name, case in sorted(story.cases.items()) if case.is_plain]
    first = named[:FIRST_SITTING]
    second = named[FIRST_SITTING : FIRST_SITTING + SECOND_SITTING]
    changed = {name: ScriptedCase((Ruling(Disposition.NO_CONSENSUS),)) for name in first}
    for person, name in zip(_OBJECTING, second, strict=False):
        objection = ScriptedObjection(person, Ground.PAPER, words="Only the paper shows it.")
        changed[name] = replace(story.cases[name], objections=(objection,))
    evening = (*_sitting(story, first), *_sitting(story, second))
    told = replace(story, cases={**story.cases, **changed}, evening=evening)
    return replace(script, story=told)


def _sitting(story: Story, names: list[CaseName]) -> Iterator[EveningAct]:
    """Each of these is put to the vote with what the story says of it; then members sign."""
    for name in names:
        ruling = story.cases[name].rulings[0]
        yield EveningAct(Act.VOTE, CONTEST, (name[0],), ruling=ruling, says=_SAYS)
    yield EveningAct(Act.SITTING)


def deliver_unprinted(script: Script, folder: Path) -> Delivery:
    """What the county hands over, with images nobody has to print."""
    delivery = Delivery(folder)
    (folder / "images").mkdir(parents=True)
    plan = plan_replay(script)
    scanned = [_scan(script, voted, n, folder) for n, voted in enumerate(plan.ballots, start=1)]
    write_counts(delivery, plan.counts, script.election)
    write_manifest(delivery, scanned, script.story.contests)
    write_expected(delivery, packed_flagged(plan.ballots, script.story.contests), script.election)
    return delivery


def _scan(script: Script, voted: VotedBallot, number: int, folder: Path) -> ScannedBallot:
    data = tiny_image(number)
    name = f"images/{voted.ballot}.png"
    (folder / name).write_bytes(data)
    marked = [m.choice for m in voted.marks if m.contest == CONTEST and m.kind in _INKED]
    # The machine counts ovals that are filled: two of them, or it flags the contest as left blank.
    over = [choice for choice in marked if choice is not None] if len(marked) > 1 else []
    reading = read_votes(script.election.contest(CONTEST), over)
    read = ReadContest(CONTEST, condition_of(reading), reading)
    return ScannedBallot(voted, (read,), (ScannedSide(name, sha256(data).hexdigest(), ""),))


def play_evening(script: Script, folder: Path) -> Played:
    """Everybody sits down, and the whole evening is played in ``folder / "recount"``."""
    delivery = deliver_unprinted(script, folder / "source")
    secrets = make_passphrases(script.people)
    clock = StoryClock()
    recount = folder / "recount"
    prepare(recount, script, delivery, secrets, clock=clock, progress=quiet)
    return play(recount, script.story, script.people, secrets, clock=clock)
