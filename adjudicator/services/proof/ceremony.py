"""The opening, step by step: what is done and by whom, what comes now, what comes later.

The record itself refuses a ruling before its pile and an import before the opening is cosigned.
What it cannot know is what was printed and handed out: that is noted in it, and a recount that
counts is held to it too.  A rehearsal is led the same way and refused nothing more than the record
refuses; a demonstration need not hand anything out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from adjudicator.domain.people import Role
from adjudicator.domain.wording import join_names
from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category
from adjudicator.services.proof.heads import head_after
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import EntryRecord, list_entries
from adjudicator.storage.queries.notes import NoteRecord, list_notes

_ENOUGH = 500
"""Entries of one kind that are looked at; only the first and the last of them are told."""


class Step(StrEnum):
    """What is done before anybody rules, in this order."""

    OPEN = "open"
    PEOPLE = "people"
    ROSTER = "roster"
    OPENING_HEAD = "opening-head"
    OPENING_CARD = "opening-card"
    IMPORT = "import"
    PILE = "pile"
    PILE_HEAD = "pile-head"
    PILE_CARD = "pile-card"
    REPORT = "opening-report"

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return _TITLES[self]

    @property
    def sentence(self) -> str:
        """What people do."""
        return _SENTENCES[self]

    @property
    def noted(self) -> str:
        """How the note begins that says it is done; empty where the record itself shows it."""
        return _NOTED.get(self, "")


_TITLES = {
    Step.OPEN: "Recount opened",
    Step.PEOPLE: "People enrolled",
    Step.ROSTER: "Roster fixed by the board",
    Step.OPENING_HEAD: "Opening cosigned",
    Step.OPENING_CARD: "Opening card handed out",
    Step.IMPORT: "Flagged ballots imported",
    Step.PILE: "Pile drawn and closed",
    Step.PILE_HEAD: "Pile cosigned",
    Step.PILE_CARD: "Pile card handed out",
    Step.REPORT: "Opening report printed",
}
_SENTENCES = {
    Step.OPEN: "Open the recount.",
    Step.PEOPLE: "Enrol the board, a clerk, the teams and the observers.",
    Step.ROSTER: "The board's majority fixes the roster, each with their passphrase.",
    Step.OPENING_HEAD: "The board's majority cosigns the opening.",
    Step.OPENING_CARD: "Print and save the opening card, and hand it to every party.",
    Step.IMPORT: "Import the flagged ballots.",
    Step.PILE: "Draw the seed in public and close the pile.",
    Step.PILE_HEAD: "The board's majority cosigns the pile.",
    Step.PILE_CARD: "Print and save the pile card, and hand it to every party.",
    Step.REPORT: "Print the opening report and let the board sign it.",
}
_NOTED = {
    Step.OPENING_CARD: "Opening card printed and saved.",
    Step.PILE_CARD: "Pile card printed and saved.",
    Step.REPORT: "Opening report printed and saved.",
}
_COSIGNED = frozenset({Step.OPENING_HEAD, Step.OPENING_CARD, Step.PILE_HEAD, Step.PILE_CARD})
"""There are none of these where heads are not cosigned."""


class Stage(StrEnum):
    """How far one step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    LEFT_OUT = "left out"
    """Others after it are done: in a rehearsal or a demonstration only."""


@dataclass(frozen=True, slots=True)
class Done:
    """That a step is done: by whom and when, as the record has it."""

    time: str
    """As the record writes times."""
    by: tuple[str, ...] = ()
    """Names; none where no person does it."""
    what: str = ""
    """More of it, such as ``8 people``."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the opening."""

    step: Step
    stage: Stage
    done: Done | None = None

    @property
    def told(self) -> str:
        """What and by whom, without the time: ``8 people``, ``Judge Kelly and Ann Lewis``."""
        if self.done is None:
            return ""
        parts = (self.done.what, join_names(self.done.by))
        return " \u00b7 ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The whole opening."""

    lines: tuple[StepLine, ...]
    """Empty once somebody has ruled: from then on nobody is led through it."""
    must: bool
    """Whether nothing may be left out: so in a recount that counts."""
    led: bool
    """Whether people are led through what may be left out; not so in a demonstration."""
    ruled: bool
    """Whether anybody has ruled: then the opening is over."""

    @property
    def now(self) -> Step | None:
        """What comes next; ``None`` if nothing is left."""
        return next((line.step for line in self.lines if line.stage is Stage.NOW), None)

    @property
    def over(self) -> bool:
        """Whether everything is done, or work has begun."""
        return self.ruled or self.now is None or (not self.led and bool(self.now.noted))

    @property
    def place(self) -> int:
        """Which of the steps comes now, from 1; their number plus one when none is left."""
        stages = [line.stage for line in self.lines]
        return stages.index(Stage.NOW) + 1 if Stage.NOW in stages else len(stages) + 1

    def before(self, step: Step) -> Step | None:
        """The first step that has to come before this one and is not done."""
        for line in self.lines:
            if line.step is step:
                break
            if line.done is None:
                return line.step
        return None


def in_order(done: Mapping[Step, Done], *, cosign: bool = True) -> tuple[StepLine, ...]:
    """Every step with how far it is.

    :param done: the steps that are done.
    :param cosign: whether heads of this recount are cosigned.
    """
    steps = [step for step in Step if cosign or step not in _COSIGNED]
    last = max((steps.index(step) for step in done if step in steps), default=-1)
    lines, waits = [], False
    for place, step in enumerate(steps):
        if step in done:
            lines.append(StepLine(step, Stage.DONE, done[step]))
        elif place < last:
            lines.append(StepLine(step, Stage.LEFT_OUT))
        else:
            lines.append(StepLine(step, Stage.LATER if waits else Stage.NOW))
            waits = True
    return tuple(lines)


def read_ceremony(recount: Recount) -> Ceremony:
    """How far the opening of a recount is."""
    data = recount.state.data
    purpose = recount.purpose
    # Of a long record nothing is looked for that nobody is led through any more.
    return Ceremony(
        lines=() if data.rulings else in_order(_done(recount), cosign=data.rules.cosign),
        must=purpose is Purpose.RECOUNT,
        led=purpose is not Purpose.DEMO,
        ruled=bool(data.rulings),
    )


def further_card(pile: int) -> str:
    """How the note begins that the card of a later pile is handed out."""
    return f"Pile card {pile} printed and saved."


def further_cards(recount: Recount) -> tuple[int, ...]:
    """The later piles whose cards nobody was handed yet, by number; none in a demonstration."""
    data = recount.state.data
    later = range(2, len(data.piles) + 1)
    if not later or recount.purpose is Purpose.DEMO or not data.rules.cosign:
        return ()
    with recount.reading() as connection:
        notes = list_notes(connection, categories=[Category.HANDED_OVER.value])
    said = [note.words or "" for note in notes]
    return tuple(n for n in later if not any(w.startswith(further_card(n)) for w in said))


def further_sentence(pile: int) -> str:
    """What waits for a later pile."""
    return f"Pile card {pile} is not handed out. {_SENTENCES[Step.PILE_CARD]}"


def check_turn(recount: Recount, step: Step | None) -> None:
    """In a recount that counts, refuse what comes before its turn.

    :param step: what is to be done; ``None`` for the first ruling.
    :raises Refusal: another step comes first; it says which.
    """
    if recount.purpose is not Purpose.RECOUNT:
        return
    ceremony = read_ceremony(recount)
    first = ceremony.now if step is None else ceremony.before(step)
    if first is not None:
        what = "Nobody can rule yet" if step is None else f"{step.label}: not yet"
        raise Refusal(
            f"{what}. In a recount the step \u201c{first.label}\u201d comes first. Nothing was "
            f"changed. {first.sentence}"
        )


def check_first_ruling(recount: Recount) -> None:
    """Before the first ruling of all, refuse it while a step of the opening is missing.

    :raises Refusal: one is.
    """
    if not recount.state.data.rulings:
        check_turn(recount, None)


# What the record shows ---------------------------------------------------------------------


def _done(recount: Recount) -> Mapping[Step, Done]:
    found: dict[Step, Done] = {}
    names = recount.names()
    with recount.reading() as connection:
        kinds = {kind: _entries(connection, kind) for kind in _KINDS}
        notes = list_notes(connection, categories=[Category.HANDED_OVER.value])
    imports = recount.state.data.imports
    kinds["import"] = [one for one in kinds["import"] if imports[one.index].voided is None]
    for kind, step in _KINDS.items():
        if kinds[kind]:
            found[step] = _entry(kinds[kind], names)
    _count_people(recount, found, kinds["enrol"])
    found.update(_heads(recount, names, kinds))
    found.update(_papers(notes, names))
    return MappingProxyType(found)


_KINDS = {
    "open": Step.OPEN,
    "enrol": Step.PEOPLE,
    "constitute": Step.ROSTER,
    "import": Step.IMPORT,
    "pile": Step.PILE,
}


def _entries(connection: Connection, kind: str) -> list[EntryRecord]:
    return list_entries(connection, limit=_ENOUGH, kinds=(kind,))


def _entry(entries: Sequence[EntryRecord], names: Mapping[str, str]) -> Done:
    first = entries[0]
    return Done(first.time, tuple(names.get(p, p) for p in first.signers), f"entry {first.index:,}")


def _count_people(
    recount: Recount, found: dict[Step, Done], enrolled: Sequence[EntryRecord]
) -> None:
    """People are enrolled once those are there without whom nothing begins."""
    found.pop(Step.PEOPLE, None)
    data = recount.state.data
    active = [each.person for each in data.people.values() if each.active]
    board = sum(person.on_board for person in active)
    clerk = any(person.role is Role.CLERK for person in active)
    begun = data.constituted is not None
    if enrolled and (begun or (board >= max(1, data.rules.quorum) and clerk)):
        told = "1 person" if len(active) == 1 else f"{len(active):,} people"
        found[Step.PEOPLE] = Done(enrolled[-1].time, (), told)


def _heads(
    recount: Recount, names: Mapping[str, str], kinds: Mapping[str, Sequence[EntryRecord]]
) -> dict[Step, Done]:
    found = {}
    for kind, step in (("constitute", Step.OPENING_HEAD), ("pile", Step.PILE_HEAD)):
        for entry in kinds[kind][:1]:
            head = head_after(recount, entry.index)
            if head is not None and head.witness is not None:
                by = tuple(names.get(one.person, one.person) for one in head.cosigners)
                with recount.reading() as connection:
                    (witness,) = list_entries(connection, first=head.witness, limit=1)
                found[step] = Done(witness.time, by, f"entry {witness.index:,}")
    return found


def _papers(notes: Sequence[NoteRecord], names: Mapping[str, str]) -> dict[Step, Done]:
    found: dict[Step, Done] = {}
    for note in notes:
        step = next(
            (s for s, words in _NOTED.items() if (note.words or "").startswith(words)), None
        )
        if step is not None and step not in found:
            by = tuple(names.get(p, p) for p in note.signed)
            taken = join_names([names.get(p, p) for p in note.people])
            found[step] = Done(note.time, by, f"for {taken}" if taken else "")
    return found
