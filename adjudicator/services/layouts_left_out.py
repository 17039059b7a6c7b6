"""Layouts of a delivery that cannot be used: their sheets are taken without them, and it is said.

A layout helps people see and counts for nothing.  A number that is wrong in one costs a sheet only
its outline until a reference page is confirmed, and neither its place in the pile nor a vote.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.references import derived_style
from adjudicator.domain.wording import count
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import (
    LayoutLeftOut,
    Printed,
    SourceImage,
    SourceSheet,
)
from adjudicator.services.notes import MOST_LETTERS, Category, record_note
from adjudicator.services.recount import Recount, Signer

_FOLLOWS: Final = (
    "The sheet was taken without it, and no vote depends on it: its contests are found by a "
    "reference page of its ballot style, and without one the whole page is shown. To have them "
    "outlined, confirm a reference page (screen References)."
)
_OTHERS_TOO: Final = (
    "The layouts of its other pages were left out as well, for without this one they do not tell "
    "the ballot style."
)
_MOST_OF_ONE: Final = 300
"""Letters of one layout's line in the note."""
_FOR_THE_REST: Final = 80
"""Letters kept for how many more there are."""

Size = tuple[int, int]
"""Width and height of a page in pixels."""


def settle_layouts(
    sheet: SourceSheet, sizes: Sequence[Size], contests: Mapping[str, Contest]
) -> tuple[SourceSheet, tuple[Problem, ...]]:
    """The sheet with the layouts that can be used, and what is said of the others.

    :param sizes: of the pages of its images, as they were read.
    :param contests: of the election definition.
    """
    images = tuple(
        _settled(sheet.ballot, image, size, contests)
        for image, size in zip(sheet.images, sizes, strict=True)
    )
    left_out = [image.left_out for image in images if image.left_out is not None]
    if not left_out:
        return sheet, ()
    style, follows = sheet.style, _FOLLOWS
    if style is None and any(image.layout for image in images):
        # Without a style its pages are held against every reference, which serves a sheet best that
        # has no layout left; but those that are left must not pass for a style of their own.
        style = _style(images)
        if style is None:
            images = tuple(replace(image, layout=None) for image in images)
            follows = f"{_FOLLOWS} {_OTHERS_TOO}"
    said = tuple(
        replace(each.where, message=f"{each.where.message} {follows}") for each in left_out
    )
    return replace(sheet, images=images, style=style), said


def _settled(
    ballot: str, image: SourceImage, size: Size, contests: Mapping[str, Contest]
) -> SourceImage:
    """The image without its layout where that does not go with the page or the definition."""
    if image.layout is None:
        return image
    why, printed = _why_not(image.layout, size, contests)
    if not why:
        return image
    where = Problem(
        image.name, None, None, f"Ballot {ballot}: the layout of this image cannot be used: {why}."
    )
    return replace(image, layout=None, left_out=LayoutLeftOut(where, printed))


def _why_not(
    layout: PageLayout, size: Size, contests: Mapping[str, Contest]
) -> tuple[str, Printed | None]:
    """Why the layout cannot be used, and what stands on the page all the same."""
    for target in layout.targets:
        contest = contests.get(target.contest)
        if contest is not None and not contest.has_choice(target.choice):
            return f"{contest.title} has no choice {target.choice}", None
    wide, high = size
    if layout.fits(wide, high) or layout.fits(high, wide):
        return "", None
    why = (
        f"it was measured on a page of {layout.width} x {layout.height} pixels, and this one has "
        f"{wide} x {high}"
    )
    return why, _printed(layout)


def _printed(layout: PageLayout) -> Printed:
    return (
        tuple(each.contest for each in layout.contests),
        tuple((target.contest, target.choice) for target in layout.targets),
    )


def _style(images: Sequence[SourceImage]) -> str | None:
    """The style that the layouts of a sheet would tell, were all of them right."""
    told: list[Printed] = []
    for image in images:
        if image.left_out is not None:
            if image.left_out.printed is None:
                return None
            told.append(image.left_out.printed)
        elif image.layout is not None:
            told.append(_printed(image.layout))
    return derived_style(
        [contest for contests, _ in told for contest in contests],
        [target for _, targets in told for target in targets],
    )


def note_left_out(
    recount: Recount, source: str, left_out: Sequence[Problem], clerk: Signer
) -> None:
    """Put into the record, signed by the clerk who imports, which layouts are left out.

    The note stands before its import, which may still be stopped: its words hold either way.
    """
    if left_out:
        words = _words(source, left_out)
        record_note(recount, Category.EXPLAINED, words, signers=[clerk])


def _words(source: str, left_out: Sequence[Problem]) -> str:
    several = len(left_out) > 1
    words = (
        f"Import of {_line(source)}, which follows this note unless it is stopped: "
        f"{count(len(left_out), 'layout')} could not be used. The import takes "
        f"{'their sheets without them' if several else 'its sheet without it'}. "
        "No vote depends on a layout."
    )
    for told, line in enumerate(_lines(left_out)):
        if len(words) + len(line) + _FOR_THE_REST > MOST_LETTERS:
            rest = count(len(left_out) - told, "more layout")
            return f"{words}\nAnd {rest}, which the report of the import names."
        words = f"{words}\n{line}"
    return words


def _lines(left_out: Sequence[Problem]) -> Iterator[str]:
    for problem in left_out:
        what = problem.message.removesuffix(_OTHERS_TOO).rstrip().removesuffix(_FOLLOWS)
        # What stands before the first colon keeps any file's name from being read as a sentence of
        # its own, such as one about duplicates.
        yield _line(f"Left out: {problem.where}: {what}")


def _line(text: str) -> str:
    """One line the record can sign."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())[:_MOST_OF_ONE]
