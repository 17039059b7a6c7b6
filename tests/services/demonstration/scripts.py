"""Parts of the demonstrations, small enough for tests, told by the same code."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.services.demonstration.delivery import Delivery
from adjudicator.services.demonstration.drawing import find_contests
from adjudicator.services.demonstration.kinds import Script
from adjudicator.services.demonstration.player import Played, play
from adjudicator.services.demonstration.preparing import StoryClock, make_passphrases, prepare
from adjudicator.services.demonstration.show import deliver
from adjudicator.services.demonstration.stories import CaseName, ScriptedCase
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.tallying import tally_lines


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def only(script: Script, containers: set[str]) -> Script:
    """The script of a few containers: their ballots, and what is ruled on them; no evening."""
    ballots = [b for b in script.ballots if b.container in containers]
    ids = {b.ballot for b in ballots}
    cases = {name: case for name, case in script.story.cases.items() if name[0] in ids}
    story = replace(script.story, cases=cases, absences=(), pages=(), evening=(), closes=())
    if story.second_look is not None:
        seen = {name: sight for name, sight in story.second_look.seen.items() if name[0] in ids}
        story = replace(story, second_look=replace(story.second_look, seen=seen))
    return replace(script, ballots=ballots, story=story)


def with_cases(script: Script, changed: Mapping[CaseName, ScriptedCase]) -> Script:
    """The same script with some cases told differently."""
    story = replace(script.story, cases={**script.story.cases, **changed})
    return replace(script, story=story)


def delivered(script: Script, folder: Path) -> Delivery:
    """The script's delivery, made in this process."""
    delivery = Delivery(folder)
    deliver(script, delivery, workers=1, progress=quiet)
    return delivery


@dataclass(frozen=True)
class Prepared:
    """A recount up to its closed pile, to be copied: any rulings may follow."""

    place: Path
    secrets: Mapping[str, str]

    def copied(self, place: Path) -> Path:
        """Its folder there, with keys and heads beside it."""
        shutil.copytree(self.place, place, dirs_exist_ok=True)
        return place / "recount"


def prepared(script: Script, delivery: Delivery, place: Path) -> Prepared:
    """The recount of that delivery, in ``place/recount``."""
    secrets = make_passphrases(script.people)
    folder = place / "recount"
    prepare(folder, script, delivery, secrets, clock=StoryClock(), progress=quiet)
    return Prepared(place, secrets)


def played(
    script: Script,
    ready: Prepared,
    place: Path,
    *,
    share: float = 1.0,
    look: bool = False,
) -> tuple[Recount, Played]:
    """A copy of that recount in which the script's people ruled; close it afterwards.

    :param look: whether pages are looked at before, so that blanks are confirmed by the page.
    """
    folder = ready.copied(place)
    if look:
        find_contests(folder, workers=1, progress=quiet)
    done = play(folder, script.story, script.people, ready.secrets, share=share)
    return open_recount(folder), done


Numbers = dict[tuple[str, str], int]
"""By contest and bucket."""


def after(recount: Recount) -> Numbers:
    """The revised tally; ``pending`` stands beside the buckets."""
    found: Numbers = {}
    with recount.reading() as connection:
        for line in tally_lines(connection, recount.election):
            tally = line.tally
            contest = tally.contest.id
            for choice, figure in tally.choices:
                found[contest, choice] = figure.after
            found[contest, "over"] = tally.over.after
            found[contest, "under"] = tally.under.after
            found[contest, "unqualified"] = tally.unqualified.after
            found[contest, "pending"] = tally.pending
    return found


def balanced(recount: Recount) -> list[bool | None]:
    """Whether each contest foots, in every precinct too."""
    with recount.reading() as connection:
        lines = tally_lines(connection, recount.election)
        lines += tally_lines(connection, recount.election, by=("precinct",))
    return [line.tally.balanced for line in lines]
