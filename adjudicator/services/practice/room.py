"""A room to practise in: a record of its own, thrown away when people leave.

Everything goes through the services of a table.  The record's origin ends in ``/demo``, so nothing
of it can be joined to a recount; what was printed for it is taken away once it is in the record, so
that nothing is left that could be imported elsewhere.
"""

import secrets
import shutil
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from platformdirs import user_data_path

from adjudicator.domain.people import Role
from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.ledger import passphrases
from adjudicator.ledger.origin import Purpose
from adjudicator.services.demonstration.delivery import Delivery, write_manifest
from adjudicator.services.demonstration.press import Press, PressRun, Progress, ScannedBallot
from adjudicator.services.errors import Refusal
from adjudicator.services.importing import Importer
from adjudicator.services.opening import new_recount
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.practice.drawing import draw
from adjudicator.services.practice.situations import PracticeSet, Situation
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.services.seating import Seating
from adjudicator.storage.files import make_folder
from adjudicator.storage.queries.cases import CaseFilter, list_cases

FIRST, SECOND = "first", "second"
"""The two seats; one person may take both."""
_PEOPLE = (
    Enrolment("chair", "Practice Chair", Role.CHAIR, None),
    Enrolment("member1", "Practice Member A", Role.MEMBER, "Democratic Party"),
    Enrolment("member2", "Practice Member B", Role.MEMBER, "Republican Party"),
    Enrolment("clerk", "Practice Clerk", Role.CLERK, None),
    Enrolment(FIRST, "First member", Role.TEAM, "Republican Party", "1"),
    Enrolment(SECOND, "Second member", Role.TEAM, "Democratic Party", "1"),
)
_BOARD = ("chair", "member1")
_TRIES = 5
_LEFT_BEHIND = 24 * 60 * 60
"""Seconds after which a folder nobody threw away, as after a crash, is thrown away."""


def practice_folder() -> Path:
    """Where this account practises."""
    return user_data_path("adjudicator") / "practice"


@dataclass(frozen=True, slots=True)
class Room:
    """An open practice: its record, the two seats taken, and the ballots in their order."""

    folder: Path
    recount: Recount
    seating: Seating
    order: tuple[tuple[str, Situation], ...]
    """Case number and situation, one per ballot."""

    @property
    def situations(self) -> Mapping[str, Situation]:
        """The situation behind each case number."""
        return dict(self.order)

    def close(self) -> None:
        """Leave: the record and everything of it goes away."""
        self.recount.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def open_room(
    practice: PracticeSet,
    parent: Path | None = None,
    *,
    rng: Random | None = None,
    seen: Collection[str] = (),
    progress: Progress = lambda _what, _done, _all: None,
) -> Room:
    """Draw, print and scan the ballots, and seat two people at them.

    :param parent: a folder is made in it; by default in the data folder of this account.
    :param rng: draws the ballots; by default from the system's randomness.
    :param progress: may raise, which stops the work; then nothing of it is left.
    """
    parent = make_folder(parent or practice_folder())
    clear_left_behind(parent)
    folder = Path(tempfile.mkdtemp(dir=parent))
    recount: Recount | None = None
    try:
        drawn = draw(practice, rng or secrets.SystemRandom(), seen=seen)
        delivery = _print(practice, drawn, folder / "source", progress)
        recount = new_recount(
            folder / "recount",
            election=practice.election,
            rules=practice.rules,
            contests=practice.contests,
            purpose=Purpose.DEMO,
            station="practice",
        )
        seating = _people_and_pile(recount, delivery, progress)
        shutil.rmtree(delivery.folder)
        return Room(folder, recount, seating, _order(recount, drawn))
    except BaseException:
        if recount is not None:
            recount.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise


def clear_left_behind(parent: Path) -> None:
    """Throw away what an earlier practice could not."""
    for folder in parent.iterdir():
        if folder.is_dir() and time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)


def ballot_name(place: int) -> str:
    """The id of the ballot at that place; it tells nothing of its situation."""
    return f"ballot-{place:02}"


def _print(
    practice: PracticeSet, drawn: Sequence[Situation], source: Path, progress: Progress
) -> Delivery:
    """Print, mark and scan; only the contest that is practised on is flagged of each ballot."""
    for folder in ("images", "layouts"):
        make_folder(source / folder)
    run = PressRun(practice.election, practice.design, source, "", practice.contests)
    press, scanned = Press(run), list[ScannedBallot]()
    for place, situation in enumerate(drawn, start=1):
        scanned.append(_flagged(press, situation, place))
        progress("Printing, marking and scanning ballots", place, len(drawn))
    delivery = Delivery(source)
    write_manifest(delivery, scanned, practice.contests)
    return delivery


def _flagged(press: Press, situation: Situation, place: int) -> ScannedBallot:
    """The ballot, drawn by another hand each time, as soon as the machine flags it."""
    voted = replace(situation.voted, ballot=ballot_name(place), position=place)
    for _ in range(_TRIES):
        press.run = replace(press.run, seed=secrets.token_hex(8))
        ballot = press.scan(voted)
        kept = [c for c in ballot.contests if c.contest == situation.contest and c.condition]
        if kept:
            return replace(ballot, contests=tuple(kept))
    raise Refusal(
        f"The practice ballot {situation.id} was not flagged by the simulated machine. Nothing was "
        "opened. Press Practice again."
    )


def _people_and_pile(recount: Recount, delivery: Delivery, progress: Progress) -> Seating:
    """Enrol the practice people, import and pile, and let both members sit down.

    Their passphrases are made here, used here and forgotten: nobody is asked for one.
    """
    secret = {p.person: passphrases.propose() for p in _PEOPLE}
    enrol_and_constitute(
        recount, _PEOPLE, secret, lambda done, of: progress("Seating the people", done, of)
    )
    clerk = identity(recount, "clerk", secret["clerk"])
    report = Importer(recount, PlainManifest(delivery.manifest, recount.election)).run(clerk)
    trouble = [*map(str, report.quarantined), *report.duplicates]
    if trouble:
        raise Refusal(f"The practice ballots cannot be used: {trouble[0]}")
    board = {person: identity(recount, person, secret[person]) for person in _BOARD}
    note_here(recount, board)
    close_pile(recount, list(board.values()))
    seating = Seating(recount)
    for member in (FIRST, SECOND):
        seating.sign_in(member, secret[member])
    return seating


def _order(recount: Recount, drawn: Sequence[Situation]) -> tuple[tuple[str, Situation], ...]:
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter(), limit=len(drawn) + 1)
    numbers = {case.row.ballot: case.number for case in cases}
    return tuple((numbers[ballot_name(n)], s) for n, s in enumerate(drawn, start=1))
