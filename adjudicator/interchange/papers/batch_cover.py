"""The cover of a batch: what lies beneath it, who took it, and a code that opens it in Review."""

from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import blank_table, height_of_table, section
from adjudicator.interchange.papers.codes import QUIET, bars, batch_code
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    LABEL,
    SMALL,
    STRONG,
    TITLE,
    VALUE,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_NUMBER = Style(Face.BOLD, 150, 30)


@dataclass(frozen=True, slots=True)
class BatchCover:
    """What the cover of one batch says."""

    stamp: Stamp
    number: int
    contest: str
    precinct: str
    group: str
    """The counting group in words: ``Vote-by-mail``."""
    container: str
    cases: int
    overvotes: tuple[int, int]
    """What the machine counted on these sheets: votes, and ballots."""
    undervotes: tuple[int, int]
    blank: int
    """Of the ballots with undervotes, those on which the contest is blank."""
    others: int = 0
    """Cases flagged for something else: an ambiguous mark, a write-in."""
    held_back: str = ""
    """A sentence if the board has not released all of it."""
    team: tuple[str, ...] = ()
    """Names to print beside the lines; without, the lines are blank."""

    def pages(self) -> tuple[Page, ...]:
        """One page."""
        composer = Composer(self.stamp, "Batch cover", about=self.contest)
        _number(composer, self)
        composer.title(self.contest, TITLE, most=62, gap=10)
        _facts(composer, self)
        _machine(composer, self)
        section(composer, "Seals of the container", need=height_of_table(2))
        heads = ("", "Number on the seal", "Whole?", "Time", "Initials")
        blank_table(composer, heads, (2.3, 4, 1.3, 1.7, 1.7), ("Opened", "Sealed again"), row=30)
        section(composer, "Counting team", need=height_of_table(3))
        names = (*self.team, "", "", "")[: max(3, len(self.team))]
        columns = ("Name", "Signature", "Began", "Ended")
        blank_table(composer, columns, (4, 4, 1.6, 1.6), names, row=30)
        return composer.pages()


def _number(composer: Composer, cover: BatchCover) -> None:
    area = composer.take(152, 2)
    left, right = area.columns(3, 2, gap=GUTTER)
    sheet = composer.sheet
    sheet.text(Area(left.left, left.top + 6, left.width, LABEL.line), "Batch", BODY)
    sheet.text(Area(left.left, left.top, left.width, 150 * 1.26), str(cover.number), _NUMBER)
    code = batch_code(cover.number)
    place = Area(right.right - 170, right.top + 38, 170, 58)
    sheet.bar_code(place, bars(code), QUIET)
    below = Area(place.left, place.bottom + 3, place.width, 16)
    sheet.text(below, code, Style(Face.MONO, 12, 9))
    words = "Scan it in Review to open this batch."
    sheet.text(Area(place.left, below.bottom, place.width, 26), words, SMALL)


def _facts(composer: Composer, cover: BatchCover) -> None:
    composer.rule(STRONG, 7)
    area = composer.take(40, 6)
    facts = (
        ("Precinct", cover.precinct, 3),
        ("Counting group", cover.group, 3),
        ("Container", cover.container, 2.4),
        ("Cases", f"{cover.cases:,}", 1.4),
    )
    columns = area.columns(*(share for *_, share in facts), gap=GUTTER)
    for (label, value, _), column in zip(facts, columns, strict=True):
        composer.sheet.field(column, label, value, VALUE.at(19, 9))


def _machine(composer: Composer, cover: BatchCover) -> None:
    composer.rule(gap=7)
    parts = [
        f"Overvotes {_votes(*cover.overvotes)}",
        f"Undervotes {_votes(*cover.undervotes)}, {cover.blank:,} of them blank",
    ]
    if cover.others:
        parts.append(f"Flagged for something else {cover.others:,}")
    area = composer.take(46, 0)
    label = composer.sheet.text(area, "The machine counted on these sheets", LABEL)
    end = composer.sheet.text(area.below(label), " · ".join(parts), Style(Face.BOLD, 12, 9))
    composer.y = end
    if cover.held_back:
        composer.paragraph(cover.held_back, BODY, most=28)


def _votes(votes: int, ballots: int) -> str:
    return f"{votes:,} on {ballots:,} {'ballot' if ballots == 1 else 'ballots'}"
