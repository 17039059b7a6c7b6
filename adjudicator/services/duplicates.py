"""Damaged ballots and the duplicates made of them: linked pairs that count once.

A delivery says of a sheet which one it was made of.  The clerk who imports it signs a note that
names every such pair, for the record's rows tell nothing of them.  Of an original and all that was
made of it (a *family*) at most one stands in the totals: what an import would bring beside one that
counts goes into the lot "awaiting duplicate", and no motion lets a lot in while two would count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import Role
from adjudicator.interchange.sources.records import SourceSheet
from adjudicator.ledger.manifests import Line
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import MOST_LETTERS, Category, record_note
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.conditions import lots_inside
from adjudicator.storage.queries.cases import PageRecord, pages_by_sheet
from adjudicator.storage.queries.imports import SheetPlace, sheet_places
from adjudicator.storage.queries.notes import list_notes

_SENTENCE = "Sheet \u201c{duplicate}\u201d is the duplicate made of sheet \u201c{original}\u201d."
_SPOKEN = re.compile("Sheet \u201c(.+)\u201d is the duplicate made of sheet \u201c(.+)\u201d\\.")


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A duplicate and its original, by their sheet ids."""

    duplicate: str
    original: str

    def other(self, sheet: str) -> str:
        """The one of the two that is not this sheet."""
        return self.original if sheet == self.duplicate else self.duplicate


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A pair of the record, and which of the two stands in the totals."""

    pair: Pair
    duplicate: SheetPlace | None
    """``None``: the sheet is in no import that stands."""
    original: SheetPlace | None
    duplicate_counts: bool
    original_counts: bool

    @property
    def words(self) -> str:
        """``Ballot d7 is the duplicate made of ballot b7: the duplicate counts.``."""
        made, of = self.duplicate, self.original
        one = f"ballot {made.ballot}" if made else f"sheet {self.pair.duplicate}"
        other = f"ballot {of.ballot}" if of else f"sheet {self.pair.original}, not in the record"
        counts = "the original counts" if self.original_counts else "neither stands in the totals"
        if self.duplicate_counts:
            counts = "the duplicate counts"
        return f"{one[0].upper()}{one[1:]} is the duplicate made of {other}: {counts}."

    @property
    def contests_outside(self) -> tuple[str, ...]:
        """Contests of the one that stays outside the totals because the other one counts."""
        if self.duplicate_counts == self.original_counts:
            return ()
        outside = self.original if self.duplicate_counts else self.duplicate
        return () if outside is None else outside.contests

    @property
    def value(self) -> dict[str, str | None]:
        """The pair as a plain JSON value."""
        counts = "original" if self.original_counts else None
        return {
            "duplicate": self.pair.duplicate,
            "original": self.pair.original,
            "counts": "duplicate" if self.duplicate_counts else counts,
        }


def pairs(recount: Recount) -> tuple[Pair, ...]:
    """Every pair a clerk has noted."""
    with recount.reading() as connection:
        notes = list_notes(connection, categories=[Category.EXPLAINED.value])
    people = (enrolled.person for enrolled in recount.state.data.people.values())
    clerks = {person.id for person in people if person.role is Role.CLERK}
    return tuple(
        dict.fromkeys(
            Pair(*said.groups())
            for note in notes
            if note.words and clerks.intersection(note.signed)
            for line in note.words.splitlines()
            if (said := _SPOKEN.fullmatch(line)) is not None
        )
    )


def linked_pairs(recount: Recount, some: Iterable[Pair] | None = None) -> tuple[LinkedPair, ...]:
    """The pairs of the record with where both stand.

    :param some: only these.
    """
    found = tuple(pairs(recount) if some is None else some)
    wanted = {sheet for pair in found for sheet in (pair.duplicate, pair.original)}
    with recount.reading() as connection:
        places = sheet_places(connection, recount.folder, wanted)
        inside = lots_inside(connection)

    def counts(place: SheetPlace | None) -> bool:
        return place is not None and inside(place.entry, place.lot)

    return tuple(
        LinkedPair(pair, made, of, counts(made), counts(of))
        for pair in found
        for made, of in [(places.get(pair.duplicate), places.get(pair.original))]
    )


@dataclass(frozen=True, slots=True)
class LinkedSheet:
    """The other sheet of a pair, as it is shown beside the one that is looked at."""

    words: str
    """Which of the two counts."""
    pages: tuple[PageRecord, ...]
    captions: tuple[str, ...]
    """``Original 1``, ``Duplicate 2``, one per page: short enough for the strip."""


def linked_sheet(recount: Recount, sheet: str) -> LinkedSheet | None:
    """What stands beside a sheet that is an original or a duplicate; ``None`` for any other."""
    pair = next((p for p in pairs(recount) if sheet in {p.duplicate, p.original}), None)
    if pair is None:
        return None
    (linked,) = linked_pairs(recount, [pair])
    with recount.reading() as connection:
        pages = pages_by_sheet(connection, pair.other(sheet))
    kind = "Original" if sheet == pair.duplicate else "Duplicate"
    captions = tuple(f"{kind} {n}" for n in range(1, len(pages) + 1))
    return LinkedSheet(linked.words.rstrip("."), pages, captions)


def note_pairs(recount: Recount, some: Sequence[Pair], clerk: Signer) -> None:
    """Put pairs into the record, signed by the clerk who imports them."""
    for words in _notes(some):
        record_note(recount, Category.EXPLAINED, words, signers=[clerk])


def _notes(some: Sequence[Pair]) -> Iterator[str]:
    text = ""
    for pair in some:
        line = _SENTENCE.format(duplicate=pair.duplicate, original=pair.original)
        if text and len(text) + len(line) >= MOST_LETTERS:
            yield text
            text = ""
        text = f"{text}\n{line}" if text else line
    if text:
        yield text


# At an import ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """What an import does with duplicates."""

    pairs: tuple[Pair, ...]
    """The new ones, to be noted."""
    apart: Mapping[str, str]
    """Sheets that go into the lot "awaiting duplicate", each with a sentence that says why."""


def settle(recount: Recount, sheets: Sequence[SourceSheet]) -> Settled:
    """Which sheets of a delivery may not stand in the totals, because of what they are made of."""
    new = tuple(Pair(str(s.sheet), s.remakes) for s in sheets if s.remakes is not None)
    known = pairs(recount)
    if not new and not known:
        return Settled((), {})
    families = _families([*known, *new])
    here = {str(s.sheet) for s in sheets}
    wanted = families.keys() - here
    with recount.reading() as connection:
        places = sheet_places(connection, recount.folder, wanted)
        inside = lots_inside(connection)
    counting = {
        families[sheet]: f"{place.ballot}, which counts"
        for sheet, place in places.items()
        if inside(place.entry, place.lot)
    }
    apart: dict[str, str] = {}
    # An original the machine could read goes before what was made of it.
    for sheet in sorted(sheets, key=lambda s: s.remakes is not None):
        name = str(sheet.sheet)
        root = families.get(name)
        if root is None or sheet.lot is not Lot.ACCEPTED:
            continue
        unknown = root not in here and root not in places
        if root in counting or unknown:
            other = counting.get(root, f"{root}, which is not in the record")
            apart[name] = _apart_words(sheet, other)
        else:
            counting[root] = f"{sheet.ballot}, which counts"
    return Settled(tuple(p for p in new if p not in known), apart)


def moved_apart(sheet: SourceSheet, apart: Mapping[str, str]) -> SourceSheet:
    """The sheet, in the lot "awaiting duplicate" if it may not stand in the totals."""
    return replace(sheet, lot=Lot.AWAITING_DUPLICATE) if str(sheet.sheet) in apart else sheet


def move_line(line: Line, apart: Mapping[str, str]) -> None:
    """The same for the sheet's line of the manifest."""
    if line["sheet"] in apart:
        line["lot"] = Lot.AWAITING_DUPLICATE.value


def _apart_words(sheet: SourceSheet, other: str) -> str:
    kind = "the duplicate made" if sheet.remakes is not None else "the original"
    return (
        f"Ballot {sheet.ballot} is {kind} of {other}. It was put into the lot "
        f"\u201c{Lot.AWAITING_DUPLICATE.label}\u201d, outside every total, so that the pair cannot "
        "count twice."
    )


def _families(some: Iterable[Pair]) -> dict[str, str]:
    """Every sheet of a pair with the original its family goes back to."""
    made_of = {pair.duplicate: pair.original for pair in some}

    def root(sheet: str) -> str:
        seen = {sheet}
        while (sheet_ := made_of.get(sheet)) is not None and sheet_ not in seen:
            seen.add(sheet_)
            sheet = sheet_
        return sheet

    return {sheet: root(sheet) for pair in made_of.items() for sheet in pair}


# At a motion ----------------------------------------------------------------------------------


def refuse_to_count_twice(recount: Recount, entry: int, lot: str) -> None:
    """A lot is not let in while two of one family would count then.

    :raises Refusal: with the first such pair named; nothing was recorded.
    """
    families = _families(pairs(recount))
    with recount.reading() as connection:
        places = sheet_places(connection, recount.folder, families)
        inside = lots_inside(connection)
    counting: dict[str, SheetPlace] = {}
    for place in sorted(places.values(), key=lambda p: (p.entry, p.lot) == (entry, lot)):
        enters = (place.entry, place.lot) == (entry, lot)
        if not (enters or inside(place.entry, place.lot)):
            continue
        other = counting.setdefault(families[place.sheet], place)
        if enters and other is not place:
            raise Refusal(
                f"Not recorded: ballots {other.ballot} and {place.ballot} are an original and its "
                "duplicate, and both would count. Nothing was lost. Leave this lot outside the "
                "totals, or isolate the lot the other one stands in first."
            )
