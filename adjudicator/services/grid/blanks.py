"""Which ballots of a batch stand on pages of blanks, in the shuffled order of work.

Those in whose contest the machine read no vote, which nobody has ruled on, objected to or locked,
and whose contest was found on an image that is here.  Where nothing but the print was found, a
ballot can be confirmed with others; where there is any ink, or the place or the image is in doubt,
it stands in its place outlined and is opened singly.  What was not located, or not looked at yet,
stands on no page and comes singly, like every other ballot of the batch.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.domain.finding.place import ContestPlace, Standing
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.layouts import Box
from adjudicator.domain.policy import ScoresPolicy
from adjudicator.domain.readings import Condition
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.locating.findings import CaseFinding, batch_findings, findings_of
from adjudicator.services.policies import policy_of
from adjudicator.services.progress import next_batch
from adjudicator.services.queue import batch_title, batch_work
from adjudicator.services.recount import Recount
from adjudicator.services.shown import AsShown, as_it_stands
from adjudicator.storage.queries.cases import CaseRecord, PageRecord

LEAST = 2
"""Plain blanks from which a page is worth while."""
CHECK = "check the location"
INK = "ink"
NOT_MEASURED = "not measured"
UNSURE = "not surely blank"
"""Measured, and neither ink nor a fault of the image is named."""


@dataclass(frozen=True, slots=True)
class BlankCase:
    """One ballot as it stands on a page."""

    case: CaseRecord
    page: PageRecord
    """The page its contest stands on."""
    box: Box
    """The contest on it, in pixels."""
    dpi: float
    upside_down: bool
    why: str
    """Why it is opened singly, in a few words; empty where nothing but the print was found."""
    contours: tuple[tuple[tuple[int, int], ...], ...]
    """Outlines of its ink, in pixels of the page; around an oval that has ink in it."""
    shown: AsShown
    """How the case stood when this was read."""

    @property
    def seal(self) -> str:
        """The case's name in the record."""
        return self.case.seal

    @property
    def plain(self) -> bool:
        """Whether nothing but the print was found."""
        return not self.why

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height of the contest on paper."""
        return self.box.width / self.dpi, self.box.height / self.dpi


@dataclass(frozen=True, slots=True)
class BlankGrid:
    """What of a batch can be looked at by the page."""

    batch: int
    title: str
    ballots: tuple[BlankCase, ...]
    """In the order of work."""
    singly: int
    """Ballots of the batch that wait for a team and stand on no page."""
    page_max: int
    grid_ms: int
    hides_ink: bool
    """Whether no outline of ink is shown before a ballot is ruled on."""
    unseen: int = 0
    """How many of those that come singly were not looked at yet, and may stand on a page then."""

    @property
    def plain(self) -> int:
        """How many can be confirmed with others."""
        return sum(ballot.plain for ballot in self.ballots)

    @property
    def worth_while(self) -> bool:
        """Whether there is enough for a page."""
        return self.plain >= LEAST


def grid_allowed(recount: Recount) -> bool:
    """Whether this recount has pages of blanks: the opening says so, and there are teams.

    Where the board rules at once, each of its members votes on each case; like cases are put
    before them together on the docket.
    """
    policy = policy_of(recount)
    return policy.grid and policy.tiers != 1


def blank_grid(recount: Recount, batch: int, apart: Container[str] = ()) -> BlankGrid:
    """The blank ballots of a batch.

    :param apart: seals of those somebody took out of a page before: they come singly.
    :raises Refusal: no such batch.
    """
    policy = policy_of(recount)
    waiting = [case for case in batch_work(recount, batch) if case.status is CaseStatus.UNREVIEWED]
    ballots: tuple[BlankCase, ...] = ()
    unseen = 0
    if grid_allowed(recount):
        found = {s: f for s, f in batch_findings(recount, batch).items() if f.whole}
        wanted = [case for case in waiting if case.seal not in apart]
        ballots = _ballots(recount, wanted, found)
        unseen = sum(c.seal not in found and _read_no_vote(recount, c) for c in wanted)
    return BlankGrid(
        batch,
        batch_title(recount, batch),
        ballots,
        singly=len(waiting) - len(ballots),
        page_max=policy.page_max,
        grid_ms=policy.grid_ms,
        hides_ink=ScoresPolicy(policy.scores).hides(counts=False),
        unseen=unseen,
    )


def next_work(recount: Recount, apart: Container[str] = ()) -> tuple[int | None, bool]:
    """The next batch a team takes, and whether it begins with pages of blanks."""
    batch = next_batch(recount)
    if batch is None or not grid_allowed(recount):
        return batch, False
    return batch, blank_grid(recount, batch, apart).worth_while


def found_otherwise(recount: Recount, ballots: Sequence[BlankCase]) -> BlankCase | None:
    """The first of these ballots that is not known to be plainly blank in that place any more.

    As when another table said meanwhile that its outline is in the wrong place, or its page was
    looked at with a newer reference.
    """
    found = findings_of(recount, [ballot.seal for ballot in ballots], layouts=True)
    data = recount.state.data
    return next((b for b in ballots if not _is_still(data, b, found.get(b.seal))), None)


def _is_still(data: RecordData, shown: BlankCase, finding: CaseFinding | None) -> bool:
    now = None if finding is None else _ballot(data, shown.case, finding)
    return now is not None and now.plain and _where(now) == _where(shown)


def _where(ballot: BlankCase) -> tuple[object, ...]:
    page = ballot.page
    return page.image, page.page, ballot.box, ballot.dpi, ballot.upside_down


def _ballots(
    recount: Recount, waiting: list[CaseRecord], found: Mapping[str, CaseFinding]
) -> tuple[BlankCase, ...]:
    data = recount.state.data
    here: dict[str, bool] = {}

    def is_here(image: str) -> bool:
        if image not in here:
            here[image] = recount.folder.image(image).exists()
        return here[image]

    return tuple(
        ballot
        for case in waiting
        if _read_no_vote(recount, case)
        and _is_untouched(data, case)
        and (finding := found.get(case.seal)) is not None
        and (ballot := _ballot(data, case, finding)) is not None
        and all(is_here(image) for image in case.row.images)
    )


def _read_no_vote(recount: Recount, case: CaseRecord) -> bool:
    """Whether the machine read no vote at all.

    Deliveries call that an undervote too, which it can only be where there is one vote to give.
    """
    row, seats = case.row, recount.election.contest(case.row.contest).seats
    told = row.condition is Condition.BLANK or (row.condition is Condition.UNDERVOTE and seats == 1)
    return told and not row.machine.votes and not row.machine.over


def _is_untouched(data: RecordData, case: CaseRecord) -> bool:
    """Whether nothing was ruled, claimed or ordered."""
    known = data.cases[case.seal]
    return (
        known.current is None
        and known.reopened is None
        and known.closed is None
        and not known.objections
        and not data.is_locked(known)
    )


def _ballot(data: RecordData, case: CaseRecord, found: CaseFinding) -> BlankCase | None:
    """The ballot on a page; ``None`` where its contest was not located on what is shown now.

    Nor while a page of its sheet was not looked at: the contest may stand, marked, on that one.
    """
    box, fit = found.place.box, found.finding.places.fit
    if not found.located or box is None or found.page.image not in case.row.images:
        return None
    if not found.whole:
        return None
    if min(box.width, box.height, found.finding.dpi) <= 0:
        return None
    ink = found.ink
    return BlankCase(
        case=case,
        page=found.page,
        box=box,
        dpi=found.finding.dpi,
        upside_down=fit is not None and fit.upside_down,
        why=_why(found.place.standing, ink),
        contours=() if ink is None else _outlines(found.place, ink),
        shown=as_it_stands(data, case.seal),
    )


def _why(standing: Standing, ink: ContestInk | None) -> str:
    """Why a ballot is opened singly; empty only for what is plainly blank."""
    if standing is not Standing.LOCATED:
        return CHECK
    if ink is None:
        return NOT_MEASURED
    if ink.plain:
        return ""
    if ink.pieces or ink.in_target:
        return INK
    # Black and white is every ballot of such a scanner, the plain blanks beside this one too.
    noted = [each.brief for each in ink.quality if each is not Quality.ONE_BIT]
    return noted[0] if noted else UNSURE


def _outlines(place: ContestPlace, ink: ContestInk) -> tuple[tuple[tuple[int, int], ...], ...]:
    ovals = ink.inked_boxes(place.targets)
    return (
        *(piece.contour for piece in ink.pieces),
        *(tuple((round(x), round(y)) for x, y in oval.corners) for oval in ovals),
    )
