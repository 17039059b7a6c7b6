"""Sticks: each person's kept head and the entries, written at every close and sign-out.

The county issues blank media, and the clerk's station writes them; a stick is any folder a person
names.  It holds no openings, no images and no keys.  A stick that was pulled stops nobody: the head
is told as a code to be noted by hand.  A stick that holds more than this folder, or something else,
is evidence and is never written over.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from adjudicator.ledger import contexts, keys
from adjudicator.ledger.envelope import parse_entry
from adjudicator.ledger.errors import LedgerError
from adjudicator.ledger.notes import record_code
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.proof.copies import older_words
from adjudicator.services.recount import Recount
from adjudicator.storage.kept_heads import STATION, KeptHead
from adjudicator.storage.queries.lines import entry_line, entry_lines
from adjudicator.storage.stick import KEPT, Stick, Strange, StrangeEntry, head_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody has of the record now, and where."""

    person: str
    code: str
    size: int
    place: Path | None
    """The stick it was written to; ``None`` where there is none or it could not be written."""
    problem: str = ""
    """Why the stick was not written, in sentences."""

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        if self.place is not None:
            return f"Record code {self.code} is kept on {self.place}."
        noted = f"Note by hand: record code {self.code}, at {self.size} entries."
        return f"{self.problem} {noted}".strip()


def stick_at(recount: Recount, place: Path) -> Stick:
    """The stick mounted there, made ready if it is blank.

    :raises UsageError: nothing is there, or the recount folder itself is.
    :raises Refusal: it cannot be written.
    """
    stick = Stick(place)
    if stick.place.resolve().is_relative_to(recount.folder.path.resolve()):
        raise UsageError(
            f"{place} lies inside the recount folder, and what is kept must lie outside. Nothing "
            "was changed. Name a stick."
        )
    known = next((s for s in recount.sticks.values() if s.place == stick.place), None)
    if known is not None and known.plugged:
        return known
    if known is not None and not stick.place.is_mount():
        # An empty mount point of this machine's own disk, most likely.
        raise Refusal(
            f"The stick at {place} is not there any more. Nothing was changed. Plug it in, or "
            "leave the line empty."
        )
    try:
        if not stick.plugged:
            stick.begin()
    except OSError as error:
        raise Refusal(
            f"The stick at {place} cannot be used ({error.strerror or error}). Nothing was "
            "changed. Plug it in and look at its name, or leave the line empty."
        ) from error
    return stick


def write_stick(recount: Recount, stick: Stick, person: str) -> Kept:
    """Write what is new to a stick: first the entries, then the person's head.

    :raises Refusal: it holds more than this folder or something else, and was left as it is; or it
        was pulled, or is full.
    """
    words = stick_problem(recount, stick)
    if words:
        raise Refusal(f"Nothing was written to the stick at {stick.place}: {words}")
    state = recount.state
    head = KeptHead(recount.origin, state.size, state.root.hex(), recount.seconds())

    def fresh(held: int) -> Iterator[bytes]:
        with recount.reading() as connection:
            yield from entry_lines(connection, held, recount.state.size)

    try:
        stick.write(recount.origin, recount.folder.path, lambda: _held(recount, stick), fresh)
        stick.heads.save(head, person)
    except StrangeEntry as strange:
        raise Refusal(
            f"Nothing was written to the stick at {stick.place}: another program has put an entry "
            f"on it ({strange.what.index}) that is not of this folder. Keep the stick as it is."
        ) from strange
    except OSError as error:
        raise Refusal(
            f"The stick at {stick.place} could not be written ({error.strerror or error}). What "
            "was on it before is still good, and the record here is whole."
        ) from error
    return Kept(person, head.code, head.size, stick.place)


def stick_problem(recount: Recount, stick: Stick) -> str:
    """What a stick holds of this record that the folder does not, in words; empty if nothing.

    Where its next entry is signed by a key of this record, the folder is an older copy or another
    branch, and may only be read from now on: no forged stick can bring that about.
    """
    try:
        _held(recount, stick)
        heads = stick.kept(recount.origin)
    except OSError as error:
        return (
            f"it cannot be read ({error.strerror or error}). The record here is whole. Plug it in "
            "again."
        )
    except StrangeEntry as strange:
        words = _strange_words(recount, strange.what)
        why = why_made_up(recount, strange.what.line)
        if not why:
            recount.only_read = words
            with suppress(OSError):
                size, root = head_of(stick.lines(recount.origin)[: strange.what.index + 1])
                seen = KeptHead(recount.origin, size, root.hex(), recount.seconds())
                read_only_from_now_on(recount, words, seen)
            return words
        return (
            f"its entry {strange.what.index} {why}, so it is damaged or made up. The record here "
            "is whole. Keep the stick as it is, and take another."
        )
    state = recount.state
    return next((w for head in heads if (w := older_words(state, head, "the stick has"))), "")


def read_only_from_now_on(recount: Recount, words: str, seen: KeptHead) -> None:
    """Nothing is added to this folder any more, also once it is opened anew.

    :param seen: a head this record does not go on from, signed by keys of its own: this computer
        has seen it now.
    :raises OSError: that cannot be kept, so it holds until the folder is closed.
    """
    recount.only_read = words
    recount.kept.save(seen, STATION)


def _strange_words(recount: Recount, found: Strange) -> str:
    if found.beyond:
        return (
            f"this is an older copy. It has {recount.state.size} entries, and the stick has an "
            "entry after them. Nothing was lost by opening it. Bring the newer folder, or restore "
            "it from the second path and the stick (adjudicator restore)."
        )
    return (
        f"there are two records with one origin. The stick has another entry {found.index} than "
        "this folder. Keep both, and call the board."
    )


def _held(recount: Recount, stick: Stick) -> int:
    """How many entries of this record are on the stick."""
    state = recount.state

    def own(index: int) -> bytes | None:
        with recount.reading() as connection:
            return entry_line(connection, index)

    return stick.look(recount.origin, state.size, state.data.tree.leaf, own)


def why_made_up(recount: Recount, line: bytes) -> str:
    """Why an entry the folder does not have there is none of this record, as a clause.

    Empty if it is an act of its own that a key of this record has signed.
    """
    unsigned = "is signed by no key of this record"
    try:
        entry = parse_entry(line)
    except LedgerError:
        return unsigned
    known = recount.state.data.keys
    message = contexts.act(recount.origin, entry.body_bytes)
    if not any(
        k in known and keys.verify(known[k].public, signature, message)
        for k, signature in entry.signatures
    ):
        return unsigned
    # The number of an entry is not signed: anybody can set a true one down in another place.
    return "repeats an act this record has elsewhere" if recount.state.has_act(entry) else ""


def entries_on(recount: Recount, stick: Stick) -> int:
    """How many entries of this record a stick that was compared has; 0 if it was pulled since."""
    try:
        return _held(recount, stick)
    except (OSError, StrangeEntry):
        return 0


def stick_head(recount: Recount, person: str) -> KeptHead | None:
    """The head on the stick a person brought; ``None`` without one, or where it was pulled."""
    stick = recount.sticks.get(person)
    if stick is None:
        return None
    try:
        return stick.heads.load(recount.origin, person)
    except (OSError, ValueError):
        return None


def keep_heads(recount: Recount, people: Iterable[str]) -> tuple[Kept, ...]:
    """Let everyone take the present head along: on their stick, or as a code to note.

    It never fails: a stick that was pulled or is full is told, and the code is to be noted.
    """
    return tuple(_keep(recount, person) for person in people)


def kept_sentence(kept: Sequence[Kept]) -> str:
    """What to tell several people at once: each stick, and the code once for all the others."""
    told = [each.sentence for each in kept if each.place is not None]
    told += [each.problem for each in kept if each.problem]
    if any(each.place is None for each in kept):
        told.append(f"Note by hand: record code {kept[0].code}, at {kept[0].size} entries.")
    return " ".join(told)


def _keep(recount: Recount, person: str) -> Kept:
    state = recount.state
    code = record_code(state.root)
    stick = recount.sticks.get(person)
    if stick is None:
        return Kept(person, code, state.size, None)
    if not stick.plugged:
        return Kept(
            person,
            code,
            state.size,
            None,
            f"The stick at {stick.place} is not there (no folder {KEPT}).",
        )
    try:
        return write_stick(recount, stick, person)
    except Refusal as refusal:
        return Kept(person, code, state.size, None, str(refusal))
