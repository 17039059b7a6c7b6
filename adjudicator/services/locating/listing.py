"""What was found of many cases in short: to sort, filter and count them by.

A list never leaves a case out by itself, and none is out of reach: filters are chosen by people,
and the order of work stays the shuffled one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from adjudicator.domain.finding.ink import INKED, Quality, short_fill
from adjudicator.domain.finding.place import Doubt, ReferencePage, Standing
from adjudicator.domain.policy import ScoresPolicy
from adjudicator.ledger.state.model import CaseState
from adjudicator.services.locating.findings import page_keys
from adjudicator.services.locating.references import (
    key_with,
    references_in_record,
    references_now,
)
from adjudicator.services.locating.said_wrong import is_said_wrong
from adjudicator.services.locating.telling import DOUBT_WORDS
from adjudicator.services.locating.twice import (
    OnTwoSides,
    contests_on_two_sides,
    stands_on_two_sides,
)
from adjudicator.services.recount import Recount
from adjudicator.storage.findings import ContestSummary, FindingCache, PageKey
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.pages import CasePages, pages_of_all_cases, pages_of_cases

_ORDER: Final = {Standing.LOCATED: 0, Standing.CHECK: 1, Standing.NOT_LOCATED: 2}
_NOT_SETTLED: Final = "ink is shown after the batch is ruled"


class Found(StrEnum):
    """By what a list of cases can be narrowed."""

    INK_OUTSIDE = "ink_outside"
    INK_IN_OVAL = "ink_in_oval"
    PLAIN = "plain"
    IMAGE = "image"
    """The image is bad where the contest stands; black and white alone is not bad."""
    CHECK = "check"
    NOT_LOCATED = "not_located"
    NOT_LOOKED = "not_looked"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LABELS[self]

    @property
    def of_ink(self) -> bool:
        """Whether it tells of ink, which the opening may hide until the batch is ruled."""
        return self in {Found.INK_OUTSIDE, Found.INK_IN_OVAL, Found.PLAIN, Found.IMAGE}


_LABELS: Final = {
    Found.INK_OUTSIDE: "Ink outside the targets",
    Found.INK_IN_OVAL: "Ink in an oval alone",
    Found.PLAIN: "Plainly blank",
    Found.IMAGE: "Image in doubt",
    Found.CHECK: "Check the location",
    Found.NOT_LOCATED: "Not located",
    Found.NOT_LOOKED: "Not looked at yet",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found of one case, in short."""

    standing: Standing | None = None
    """``None`` while nobody has looked."""
    doubt: Doubt | None = None
    plain: bool | None = None
    """``None`` where no ink was measured, or where it is not shown yet; so is what follows."""
    fill: int | None = None
    """Per mille of the fullest target."""
    darkness: int | None = None
    """Per mille of the darkest target: pencil darkens what it does not fill."""
    outside: float | None = None
    """Square millimetres of ink outside the targets."""
    quality: tuple[Quality, ...] = ()
    """What is wrong with the image where the contest stands."""
    hidden: str = ""
    """Why no ink is shown for now, as before the batch is ruled; empty where it is."""

    def is_(self, wanted: Found) -> bool:
        """Whether it belongs to what is asked for."""
        if wanted.of_ink:
            return self._is_of_ink(wanted)
        if wanted is Found.CHECK:
            return self.standing is Standing.CHECK
        if wanted is Found.NOT_LOCATED:
            return self.standing is Standing.NOT_LOCATED
        return self.standing is None

    def _is_of_ink(self, wanted: Found) -> bool:
        match wanted:
            case Found.INK_OUTSIDE:
                return bool(self.outside)
            case Found.INK_IN_OVAL:
                return not self.outside and (self.fill or 0) >= INKED
            case Found.PLAIN:
                return bool(self.plain)
            case _:
                return bool(set(self.quality) - {Quality.ONE_BIT})

    @property
    def place_words(self) -> str:
        """``Located``, ``Not located: the page fits no ballot style that was drawn``."""
        if self.standing is None:
            return Found.NOT_LOOKED.label
        why = "" if self.doubt is None else f": {DOUBT_WORDS[self.doubt]}"
        return f"{self.standing.label}{why}"

    @property
    def reason(self) -> str:
        """``The page fits no ballot style that was drawn``; empty where nothing is in doubt."""
        words = "" if self.doubt is None else DOUBT_WORDS[self.doubt]
        return words[:1].upper() + words[1:]

    @property
    def ink_words(self) -> str:
        """``2.4 mm²``, ``none``; why there is no figure where there is none."""
        if self.hidden:
            return self.hidden
        if self.outside is None:
            return ""
        return f"{self.outside:.1f} mm\u00b2" if self.outside else "none"

    @property
    def fill_words(self) -> str:
        """``.46``: how full the fullest target is; empty where there is no figure."""
        return "" if self.fill is None else short_fill(self.fill)

    @property
    def image_words(self) -> str:
        """``streak through it``: what is wrong with the image there, in few words."""
        return " \u00b7 ".join(each.brief for each in self.quality)

    def kept(self, why: str) -> "Figures":
        """The same without anything of the ink.

        :param why: in a few words.
        """
        return Figures(self.standing, self.doubt, hidden=why)


NOT_LOOKED: Final = Figures()


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases stand how."""

    located: int
    check: int
    not_located: int
    not_looked: int
    doubts: tuple[tuple[Doubt, int], ...]
    """Of those not plainly located, by what stands against them; the most first."""

    @property
    def cases(self) -> int:
        """All of them."""
        return self.located + self.check + self.not_located + self.not_looked


def figures_of(recount: Recount, cases: Sequence[CaseRecord]) -> dict[str, Figures]:
    """What was found of these cases, by seal; from the thread of the record."""
    references = references_now(recount)
    seals = [case.seal for case in cases]
    found = _figures(recount, seals, references)
    for case in cases:
        if is_said_wrong(recount, case.seal, case.row.images):
            found[case.seal] = Figures(Standing.NOT_LOCATED, Doubt.SAID_WRONG)
    hidden = _hidden_batches(recount, {case.batch for case in cases})
    return {
        case.seal: found[case.seal].kept(_NOT_SETTLED) if case.batch in hidden else found[case.seal]
        for case in cases
    }


def count_cases(recount: Recount) -> Count:
    """How every case stands, by what was found alone; may be asked from any thread."""
    found = _figures(recount, None, references_in_record(recount)).values()
    standings = Counter(each.standing for each in found)
    doubts = Counter(each.doubt for each in found if each.doubt is not None)
    return Count(
        standings[Standing.LOCATED],
        standings[Standing.CHECK],
        standings[Standing.NOT_LOCATED],
        standings[None],
        tuple(sorted(doubts.items(), key=lambda item: (-item[1], item[0]))),
    )


def _figures(
    recount: Recount, seals: Sequence[str] | None, references: Sequence[ReferencePage]
) -> dict[str, Figures]:
    with recount.reading() as connection:
        cases = (
            pages_of_all_cases(connection) if seals is None else pages_of_cases(connection, seals)
        )
    cache = FindingCache.of(recount.folder)
    wanted = [key for told in cases for key in page_keys(told)]
    kept = cache.summaries(wanted, key_with(recount, references))
    drawn = {(r.style, c.contest) for r in references for c in r.layout.contests}
    on_two_sides = contests_on_two_sides(references)
    return {told.seal: _figures_of(told, kept, drawn, on_two_sides) for told in cases}


def _figures_of(
    told: CasePages,
    kept: Mapping[PageKey, tuple[ContestSummary, ...]],
    drawn: set[tuple[str, str]],
    on_two_sides: OnTwoSides,
) -> Figures:
    keys = page_keys(told)
    whole = bool(keys) and all(key in kept for key in keys)
    if not whole and not drawn:
        return Figures(Standing.NOT_LOCATED, Doubt.NO_REFERENCE)
    placed = [each for key in keys for each in kept.get(key, ()) if each.contest == told.contest]
    best = min(placed, key=_nearness, default=None)
    if not whole and (best is None or best.standing is Standing.NOT_LOCATED):
        return NOT_LOOKED
    if best is not None:
        surely = whole and best.standing is Standing.LOCATED
        plain = None if best.plain is None else best.plain and surely
        figures = (best.fill, best.darkness, best.outside, best.quality)
        found = Figures(best.standing, best.doubt, plain, *figures)
        located = best.standing is not Standing.NOT_LOCATED
        stands = sum(
            each.standing is not Standing.NOT_LOCATED or each.doubt is Doubt.PRINT_MISSING
            for each in placed
        )
        if located and stands > 1 and not stands_on_two_sides(told, on_two_sides):
            return replace(found, standing=Standing.CHECK, doubt=Doubt.TWICE, plain=False)
        return found
    known = any(contest == told.contest and told.style in {None, style} for style, contest in drawn)
    return Figures(Standing.NOT_LOCATED, Doubt.NO_FIT if known else Doubt.NO_REFERENCE)


def _nearness(summary: ContestSummary) -> tuple[int, bool, float]:
    """The surest first; of two that are alike, never the blank one before one with ink."""
    return _ORDER[summary.standing], bool(summary.plain), -summary.print_found


def _hidden_batches(recount: Recount, batches: set[int]) -> set[int]:
    """Those whose ink is not shown yet: the opening hides it until a batch is ruled."""
    data = recount.state.data
    if data.rules.fields["scores"] != ScoresPolicy.AFTER:
        return set()
    return {
        batch
        for batch in batches
        if any(_waits(data.cases[seal]) for seal in data.batches[batch].cases)
    }


def _waits(case: CaseState) -> bool:
    return case.current is None or case.reopened is not None
