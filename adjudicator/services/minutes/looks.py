"""The second look: how many blanks were drawn, and how often they were seen otherwise."""

from collections.abc import Iterator

from adjudicator.interchange.papers.document import Part
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.second_look.telling import published


def look_parts(paper: RecordPaper) -> Iterator[Part]:
    """Nothing where the opening fixed no second look."""
    told = tuple(published(paper.recount))
    if told:
        yield Part("Second look at blanks", told)
