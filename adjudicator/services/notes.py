"""Notes of the record: incidents, tests of the tabulators, handovers, training, explanations.

A note changes nothing that counts.  It stands in the record with its time and the people it
concerns, goes into the minutes, and cannot be taken out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.notes import NoteRecord, list_notes
from adjudicator.storage.record import Appended

MOST_LETTERS = 1_800
"""Of a note's words; the record keeps texts of 2,000."""


class Category(StrEnum):
    """What kind of note it is."""

    INCIDENT = "incident"
    TABULATOR_TEST = "tabulator_test"
    HANDED_OVER = "handed_over"
    TRAINING = "training"
    EXPLAINED = "explained"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LABELS[self]

    @property
    def needs_words(self) -> bool:
        """Whether the note says something only in words."""
        return self is not Category.TABULATOR_TEST


_LABELS = {
    Category.INCIDENT: "Incident",
    Category.TABULATOR_TEST: "Test of the tabulators",
    Category.HANDED_OVER: "Handed over",
    Category.TRAINING: "Training",
    Category.EXPLAINED: "Explained",
}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as the register and the minutes show it."""

    entry: int
    time: str
    """When it was recorded, as the record writes times."""
    category: Category
    words: str
    """Empty where there are none or they are withheld."""
    people: tuple[str, ...]
    """Names of those it concerns."""
    signers: tuple[str, ...]
    """Names of those who signed it."""
    signed: tuple[str, ...] = ()
    """Their ids."""

    @property
    def sentence(self) -> str:
        """The note in words: ``Incident: it was dark. There: Ada and Ben. Noted by Ira Stone.``."""
        said = f": {with_stop(self.words)}" if self.words else "."
        there = f" There: {join_names(self.people)}." if self.people else ""
        by = join_names(self.signers) or "the station"
        return f"{self.category.label}{said}{there} Noted by {by}."


def record_note(
    recount: Recount,
    category: Category,
    words: str,
    *,
    people: Sequence[str] = (),
    signers: Sequence[Signer],
    session: bool = False,
    files: Sequence[Path] = (),
) -> Appended:
    """Note something.

    :param people: ids of those it concerns.
    :param signers: session keys of different people, or identity keys of different people.
    :param session: whether they are keys of sessions.
    :param files: of the folder that the words name, for the second path.
    :raises Refusal: it needs words and has none, or they are too long; nothing was recorded.
    """
    text = " ".join(words.split()) if category is Category.INCIDENT else words.strip()
    if category.needs_words and not text:
        raise Refusal("Not noted: say in a line what happened. Nothing was recorded.")
    if len(text) > MOST_LETTERS:
        raise Refusal(
            f"Not noted: the words are {len(text):,} letters long, and {MOST_LETTERS:,} are kept. "
            "Nothing was recorded. Say it shorter, or in two notes."
        )
    sealed = recount.seal(text) if text else None
    return recount.append(
        bodies.note(
            category=category.value,
            words=None if sealed is None else sealed.seal,
            people=people,
        ),
        list(signers),
        openings=[] if sealed is None else [sealed],
        files=files,
        session=session,
    )


def record_incident(recount: Recount, words: str, people: Sequence[str], seat: Seat) -> Appended:
    """Note an incident, signed by somebody who sits here.

    :param people: ids of those who were there.
    """
    return record_note(
        recount, Category.INCIDENT, words, people=people, signers=[seat.signer], session=True
    )


def notes_register(recount: Recount, *categories: Category) -> list[NoteLine]:
    """The notes of these categories, or all of them, the newest first."""
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        records = list_notes(connection, categories=[c.value for c in categories])
    return [_line(record, names) for record in reversed(records)]


def notes_of_presiding(recount: Recount, *categories: Category) -> list[NoteLine]:
    """Those of them that the member who presided then signed alone, the newest first.

    What the presiding member says by a note is said by no one else's with the same words.
    """
    presided = recount.state.data.notes
    return [
        note
        for note in notes_register(recount, *categories)
        if note.signed == (presided.get(note.entry),)
    ]


def _line(record: NoteRecord, names: dict[str, str]) -> NoteLine:
    return NoteLine(
        entry=record.entry,
        time=record.time,
        category=Category(record.category),
        words=record.words or "",
        people=tuple(names.get(p, p) for p in record.people),
        signers=tuple(names.get(p, p) for p in record.signed),
        signed=record.signed,
    )


def with_stop(words: str) -> str:
    """The words as a sentence that ends."""
    return words if words.endswith((".", "!", "?")) else f"{words}."
