"""Look at the first ballots of a source before any of it is taken."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.opening import open_source
from adjudicator.interchange.sources.records import Quarantined, SourceImage, SourceSheet

PREVIEWED = 10
"""Ballots shown before an import runs."""


@dataclass(frozen=True, slots=True)
class PreviewedBallot:
    """One sheet of a source, or why it cannot be used."""

    ballot: str
    sheet: SourceSheet | None
    problem: str = ""

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """Layouts of the sheet that cannot be used; it will be taken without them."""
        images = () if self.sheet is None else self.sheet.images
        return tuple(image.left_out.where for image in images if image.left_out is not None)

    def shown_image(self) -> tuple[SourceImage, str] | None:
        """The image of the first flagged contest, and that contest; else the front and nothing."""
        if self.sheet is None:
            return None
        for contest in self.sheet.flagged:
            for image in self.sheet.images:
                if image.layout is not None and image.layout.contest_box(contest.contest):
                    return image, contest.contest
        first = self.sheet.flagged[0].contest if self.sheet.flagged else ""
        return self.sheet.images[0], first


@dataclass(frozen=True, slots=True)
class Preview:
    """The first ballots of a source and what is known of the rest."""

    reader: str
    total: int | None
    """Sheets in all, if the source says."""
    ballots: tuple[PreviewedBallot, ...]


def preview_source(
    path: Path,
    election: Election,
    *,
    group: CountingGroup | None = None,
    limit: int = PREVIEWED,
) -> Preview:
    """Read the first ballots; nothing is written anywhere.

    :raises adjudicator.interchange.problems.Unreadable: nothing there can be imported.
    """
    source = open_source(path, election, group=group)
    ballots = []
    for record in islice(source.records(), limit):
        if isinstance(record, Quarantined):
            ballots.append(PreviewedBallot(record.ballot, None, str(record.where)))
        else:
            ballots.append(PreviewedBallot(record.ballot, record))
    return Preview(source.reader, source.total(), tuple(ballots))
