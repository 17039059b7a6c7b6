"""From a delivery to a recount ready for its teams: opened, enrolled, imported, drawn, piled."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.interchange.counts import read_counts
from adjudicator.interchange.people import PersonRow
from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.ledger import passphrases
from adjudicator.ledger.origin import Purpose
from adjudicator.services.demonstration.blank_pages import blank_pages
from adjudicator.services.demonstration.delivery import Delivery
from adjudicator.services.demonstration.drawing import draw_references
from adjudicator.services.demonstration.kinds import Script
from adjudicator.services.demonstration.press import Progress
from adjudicator.services.demonstration.stories import ROOM, Story
from adjudicator.services.errors import Refusal
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment, identity
from adjudicator.services.piling import close_pile
from adjudicator.services.proof.ceremony import Step
from adjudicator.services.proof.handing_out import hand_out
from adjudicator.services.reconciliation.expected import keep_expected
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.services.seating import Seating
from adjudicator.storage.files import write_whole

BOARD_STATION = "board"
_BOARD = frozenset({Role.CHAIR, Role.MEMBER})
_AGO, _STEP = timedelta(minutes=25), timedelta(seconds=7)


class StoryClock:
    """A clock for a story told in seconds that would take people an evening.

    Begins not quite half an hour ago, goes on a little with every look, and never runs ahead of the
    real time.
    """

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._told = now() - _AGO

    def __call__(self) -> datetime:
        """The next moment."""
        self._told = min(self._told + _STEP, self._now())
        return self._told


def make_passphrases(people: Sequence[PersonRow]) -> dict[str, str]:
    """A fresh passphrase for each person."""
    return {person.person: passphrases.propose() for person in people}


def write_passphrases(path: Path, secrets: Mapping[str, str], people: Sequence[PersonRow]) -> None:
    """Write them as ``--passphrases`` reads them, for their owner alone."""
    lines = ["person,passphrase,name,note"]
    lines += [f"{p.person},{secrets[p.person]},{p.name},of a demonstration person" for p in people]
    write_whole(path, ("\n".join(lines) + "\n").encode())


def prepare(  # noqa: PLR0913 - what is made, of what, by whom, and who is told, by keyword
    folder: Path,
    script: Script,
    delivery: Delivery,
    secrets: Mapping[str, str],
    *,
    clock: Callable[[], datetime],
    progress: Progress,
    tell: Callable[[str], None] = lambda _sentence: None,
    whole: bool = True,
) -> ImportReport:
    """Make the recount folder up to its closed pile.

    :param tell: called with each sentence of what happened.
    :param whole: else the delivery may lack ballots, which the closes then find.
    :raises Refusal: the delivery and the machine's counts do not agree.
    """
    story = script.story
    recount = new_recount(
        folder,
        election=script.election,
        contests=story.contests,
        purpose=Purpose.DEMO,
        policy=_policy(story),
        station=BOARD_STATION,
        clock=clock,
    )
    try:
        people = [
            Enrolment(p.person, p.name, p.role, p.party, p.table or None) for p in script.people
        ]
        enrol_and_constitute(
            recount, people, secrets, lambda n, of: progress("Enrolling the people", n, of)
        )
        clerk = identity(recount, _clerk(people), secrets[_clerk(people)])
        observers = [p.person for p in people if p.role is Role.OBSERVER]
        hand_out(recount, Step.OPENING_CARD, clerk, observers)
        # Before anything is imported: what is expected does not come out of what is delivered.
        keep_expected(recount, delivery.expected, clerk)
        report = _import(recount, delivery, clerk, progress)
        if whole:
            _check(report)
        board = _sit_and_draw(recount, delivery, people, secrets, tell)
        _pile(recount, story, [identity(recount, p, secrets[p]) for p in board])
        hand_out(recount, Step.PILE_CARD, clerk, observers)
        hand_out(recount, Step.REPORT, clerk, board)
    finally:
        recount.close()
    return report


def _policy(story: Story) -> Policy:
    """Invented people and ballots: whoever looks may see everything."""
    second = story.second_look
    return Policy(
        page_max=max(story.page, story.bundle, ROOM),
        privacy=False,
        publish="at_once",
        sample_pm=0 if second is None else second.per_mille,
        sample_limit_pm=0 if second is None else second.limit,
    )


def _clerk(people: Sequence[Enrolment]) -> str:
    return next(p.person for p in people if p.role is Role.CLERK)


def _import(
    recount: Recount, delivery: Delivery, clerk: Signer, progress: Progress
) -> ImportReport:
    return Importer(
        recount,
        PlainManifest(delivery.manifest, recount.election),
        counts=list(read_counts(delivery.counts, recount.election).counts),
        progress=lambda n, of: progress("Importing the flagged ballots", n, of or n),
    ).run(clerk)


def _check(report: ImportReport) -> None:
    trouble = [*map(str, report.quarantined), *report.duplicates, *map(str, report.differences)]
    if trouble:
        raise Refusal(f"The demonstration's own delivery does not add up: {trouble[0]}")


def _sit_and_draw(
    recount: Recount,
    delivery: Delivery,
    people: Sequence[Enrolment],
    secrets: Mapping[str, str],
    tell: Callable[[str], None],
) -> list[str]:
    """The board signs in, and one of it confirms the reference pages the clerk draws.

    :returns: the board, which stays in the room when the pile is closed.
    """
    board, clerk = [p.person for p in people if p.role in _BOARD], _clerk(people)
    seating = Seating(recount)
    for member in board:
        seating.sign_in(member, secrets[member])
    if any(blank_pages(delivery.blanks)):
        seats = seating.sign_in(clerk, secrets[clerk]), seating.seat(board[0])
        for sentence in draw_references(recount, delivery, seats):
            tell(sentence)
        seating.sign_out(clerk)
    return board


def _pile(recount: Recount, story: Story, board: Sequence[Signer]) -> None:
    """The board closes the pile."""
    drawn = f"written in the demonstration's story {story.id}. {story.label}."
    close_pile(
        recount,
        board,
        seed=sha256(story.seed.encode()).hexdigest(),
        drawn=drawn,
    )
