"""Reference pages: what may be recorded as the places of a ballot style's contests, and in words.

A reference says where the contests and targets of one side of one ballot style are printed.  It
helps people see; it counts for nothing, and no ruling rests on it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adjudicator.domain.election import Choice, ChoiceKind, Contest, Election
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.wording import join_names

_SIDES = ("front", "back")
_SIDE = re.compile(r"(front|back)([2-9]|[1-9][0-9])?")
_LONGEST = 200
_MOST_SHARED = 0.10
"""Of the smaller of two contest boxes: frames that touch are drawn over one another by a few
pixels; more is a slip."""
_LEAST = 4.0
"""Pixels across, of anything that is drawn."""


@dataclass(frozen=True, slots=True)
class ReferenceDraft:
    """Where the contests of one side of one ballot style stand, before two people sign it."""

    style: str
    side: str
    image: str
    """SHA-256 of the image file, in the store of images."""
    page: int
    """Page within that file, from 1."""
    layout: PageLayout
    """Boxes in pixels of that page; targets in paper order."""


def side_name(page: int) -> str:
    """What the record calls the page of a sheet at that place, from 0: front, back, front2 ..."""
    sheet, side = divmod(page, len(_SIDES))
    return _SIDES[side] + (str(sheet + 1) if sheet else "")


def is_side(name: str) -> bool:
    """Whether a side can be called that."""
    return _SIDE.fullmatch(name) is not None


def side_words(name: str) -> str:
    """A side in the words shown to people: ``front``, ``back of sheet 2``."""
    found = _SIDE.fullmatch(name)
    if found is None or found[2] is None:
        return name
    return f"{found[1]} of sheet {found[2]}"


def derived_style(contests: Iterable[str], targets: Iterable[tuple[str, str]]) -> str:
    """A name for the ballot style of a sheet whose source names none, from what stands on it.

    Made of the contests and of the choices of each in paper order, so that two sheets with the same
    contests and turned candidates are two styles.

    :param targets: contest and choice of every target of the sheet, in paper order.
    """
    choices: dict[str, list[str]] = {contest: [] for contest in contests}
    for contest, choice in targets:
        choices.setdefault(contest, []).append(choice)
    told = "\n".join("\t".join((c, *choices[c])) for c in sorted(choices))
    return f"seen-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def style_of_layouts(layouts: Iterable[PageLayout | None]) -> str | None:
    """The derived style of a sheet with these pages; ``None`` where nothing is known of any."""
    known = [layout for layout in layouts if layout is not None]
    if not known:
        return None
    return derived_style(
        [c.contest for layout in known for c in layout.contests],
        [(t.contest, t.choice) for layout in known for t in layout.targets],
    )


def choices_on_paper(contest: Contest) -> tuple[Choice, ...]:
    """The choices that have a target; a person who qualified as a write-in is on no ballot."""
    return tuple(c for c in contest.choices if c.kind is not ChoiceKind.QUALIFIED_WRITE_IN)


def draft_problems(draft: ReferenceDraft, election: Election) -> tuple[str, ...]:
    """Everything that speaks against recording it, a sentence each; empty if nothing does."""
    return tuple(_problems(draft, election))


def _problems(draft: ReferenceDraft, election: Election) -> Iterator[str]:
    if not 0 < len(draft.style) <= _LONGEST or "\n" in draft.style or draft.style.isspace():
        yield "The ballot style has no name."
    if not is_side(draft.side):
        yield f"A side is called front, back, front2 and so on, not {draft.side or 'nothing'}."
    layout = draft.layout
    if not layout.contests:
        yield "No contest is drawn."
    yield from _unknown_or_twice(layout, election)
    known = {contest.id: contest for contest in election.contests}
    for drawn in layout.contests:
        if drawn.contest in known:
            yield from _contest_problems(known[drawn.contest], drawn.box, layout)
    yield from _overlaps(layout, known)


def _unknown_or_twice(layout: PageLayout, election: Election) -> Iterator[str]:
    known = {contest.id for contest in election.contests}
    drawn = Counter(c.contest for c in layout.contests)
    for contest, times in drawn.items():
        if contest not in known:
            yield f"The definition has no contest {contest}."
        elif times > 1:
            yield f"{election.contest(contest).title} is drawn {times} times."
    for contest in sorted({t.contest for t in layout.targets} - drawn.keys()):
        yield f"Targets of {_title(contest, election)} are drawn, and the contest is not."


def _contest_problems(contest: Contest, box: Box, layout: PageLayout) -> Iterator[str]:
    title = contest.title
    if not _inside_page(box, layout):
        yield f"{title} is not wholly on the page."
    targets = [t for t in layout.targets if t.contest == contest.id]
    outside = [t for t in targets if not lies_in(t.box, box)]
    if outside:
        yield f"{_of(contest, outside[0])} lies outside the box of {title}."
    unknown = sorted({t.choice for t in targets if not contest.has_choice(t.choice)})
    if unknown:
        yield f"{title} has no choice {unknown[0]}."
    have = {target.choice for target in targets}
    missing = [choice.name for choice in choices_on_paper(contest) if choice.id not in have]
    if missing:
        yield f"{title}: no target is named for {join_names(missing)}."
    for number, target in enumerate(targets):
        if any(target.box.shared(other.box) > _MOST_SHARED for other in targets[:number]):
            yield f"{title}: two targets lie over one another."
            return


def _of(contest: Contest, target: TargetBox) -> str:
    if not contest.has_choice(target.choice):
        return f"A target ({target.choice})"
    return f"The target of {contest.choice(target.choice).name}"


def _overlaps(layout: PageLayout, known: dict[str, Contest]) -> Iterator[str]:
    """Contests that lie over one another, and targets that lie in two."""
    drawn = [c for c in layout.contests if c.contest in known]
    for number, one in enumerate(drawn):
        for other in drawn[:number]:
            if one.contest != other.contest and _lie_over(one, other, layout.targets):
                titles = (known[other.contest].title, known[one.contest].title)
                yield f"The boxes of {join_names(titles)} lie over one another."


def _lie_over(one: ContestBox, other: ContestBox, targets: Sequence[TargetBox]) -> bool:
    if one.box.shared(other.box) > _MOST_SHARED:
        return True
    of_both = [t for t in targets if t.contest in {one.contest, other.contest}]
    return any(one.box.has_middle_of(t.box) and other.box.has_middle_of(t.box) for t in of_both)


def lies_in(inner: Box, outer: Box, slack: float = 2.0) -> bool:
    """Whether a box lies wholly in another, but for so many pixels."""
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def _inside_page(box: Box, layout: PageLayout) -> bool:
    page = Box(0, 0, layout.width, layout.height)
    return lies_in(box, page, 0.5) and min(box.width, box.height) >= _LEAST


def _title(contest: str, election: Election) -> str:
    return next((c.title for c in election.contests if c.id == contest), contest)


def changes(before: PageLayout, after: PageLayout, election: Election) -> tuple[str, ...]:
    """What replacing a reference changes, a sentence each; empty where it says the same.

    Places are compared as shares of the page, for the new one may be drawn on another image.
    """
    return tuple(_changes(before, after, election))


def _changes(before: PageLayout, after: PageLayout, election: Election) -> Iterator[str]:
    had = {c.contest for c in before.contests}
    has = {c.contest for c in after.contests}
    for words, ids in (("is new", has - had), ("is no longer there", had - has)):
        yield from (f"{_title(contest, election)} {words}." for contest in sorted(ids))
    for contest in (c.contest for c in after.contests if c.contest in had):
        old, new = _places(before, contest), _places(after, contest)
        title = _title(contest, election)
        if [choice for choice, _ in old] != [choice for choice, _ in new]:
            yield f"{title}: targets stand for other choices, or in another order."
        elif old != new:
            yield f"{title} stands elsewhere on the page."


def _places(layout: PageLayout, contest: str) -> list[tuple[str, tuple[int, ...]]]:
    boxes = [("", layout.contest_box(contest))]
    boxes += [(t.choice, t.box) for t in layout.targets if t.contest == contest]
    return [(choice, _on_page(box, layout)) for choice, box in boxes if box is not None]


def _on_page(box: Box, layout: PageLayout) -> tuple[int, ...]:
    """A box in tenths of a per cent of the page: about a third of a millimetre."""
    wide, high = 1000 / max(1, layout.width), 1000 / max(1, layout.height)
    return tuple(
        round(v) for v in (box.x * wide, box.y * high, box.width * wide, box.height * high)
    )
