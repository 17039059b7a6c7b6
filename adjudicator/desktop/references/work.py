"""What one style and side is drawn on: the page, the drawing, and what runs for it meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.references.doubts import unnamed
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.domain.election import Contest, Election
from adjudicator.domain.layouts import Box
from adjudicator.domain.references import ReferenceDraft, draft_problems
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.proposing import ContestProposal, propose_targets
from adjudicator.services.references.listing import ReferenceLine, contests_of_style
from adjudicator.services.references.offers import OfferedPage, contests_by_print

Failed = Callable[[Failure], None]


@dataclass(slots=True)
class Work:
    """One page under work."""

    line: ReferenceLine
    image: str
    page: int
    pixels: PageImage
    drawing: Drawing

    @classmethod
    def begin(cls, election: Election, line: ReferenceLine, offered: OfferedPage) -> "Work":
        """Begin on a page, with what holds for it."""
        pixels = offered.pixels
        drawing = Drawing(pixels.width, pixels.height, contests_for(election, line), offered.layout)
        return cls(line, offered.image, offered.page, pixels, drawing)

    @property
    def place(self) -> tuple[str, str]:
        """Style and side."""
        return self.line.style, self.line.side

    def draft(self) -> ReferenceDraft:
        """The drawing as it would be recorded."""
        style, side = self.place
        return ReferenceDraft(style, side, self.image, self.page, self.drawing.layout())

    def problems(self, election: Election) -> tuple[str, ...]:
        """What speaks against recording it."""
        if not self.drawing.sketch.contests:
            return ()
        return (*unnamed(self.drawing), *draft_problems(self.draft(), election))

    @property
    def drawn_on(self) -> bool:
        """Whether anything would be lost with it."""
        return self.drawing.touched or bool(self.drawing.sketch.contests)

    def ask_targets(self, desk: Desk, contest: str, box: Box, done: Callable[[], None]) -> None:
        """Look for targets in a contest, away from the window."""
        pixels, drawing = self.pixels, self.drawing

        def found(boxes: Sequence[Box]) -> None:
            drawing.offer_targets(contest, boxes)
            done()

        desk.images.submit(lambda: propose_targets(pixels, box), found)

    def ask_contests(self, desk: Desk, done: Callable[[int], None], failed: Failed) -> None:
        """Look for contests that are drawn for other styles; tells how many were found."""
        recount, pixels, drawing = desk.recount, self.pixels, self.drawing
        wanted, place = frozenset(drawing.left), self.place

        def found(proposals: Sequence[ContestProposal]) -> None:
            for proposal in proposals:
                drawing.offer_contest(
                    proposal.contest, proposal.box, proposal.targets, proposal.print_found
                )
            done(len(proposals))

        desk.images.submit(lambda: contests_by_print(recount, pixels, wanted, place), found, failed)


def contests_for(election: Election, line: ReferenceLine) -> list[Contest]:
    """The contests that may stand on such a page, in the order of the definition."""
    wanted = {*contests_of_style(election, line.style), *line.contests}
    return [contest for contest in election.contests if contest.id in wanted]
