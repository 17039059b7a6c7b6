"""The course of a recount: what was opened, closed, ended, cosigned and exported, in its order.

Recesses and further notes of the presiding member stand here too; rulings, answers and votes are
told elsewhere.
"""

from collections.abc import Iterator, Mapping

from adjudicator.domain.objections import Fate
from adjudicator.domain.wording import count, join_names
from adjudicator.interchange.papers.document import Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.ledger.notes import parse_checkpoint, parse_note, record_code
from adjudicator.services.board.recesses import is_recess_note
from adjudicator.services.entry_cases import told as told_entry
from adjudicator.services.entry_ends import cosigners
from adjudicator.services.notes import notes_register, with_stop
from adjudicator.services.objections import (
    counts_by_side,
    has_frivolous_flag,
    note_as_shown,
    register,
)
from adjudicator.services.orders.register import order_register
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.papers.stated_differences import (
    differences_stated,
    reconciliation_sentences,
)
from adjudicator.storage.queries.acts import EntryRecord, list_entries

_KINDS = (
    "open",
    "constitute",
    "import",
    "pile",
    "close",
    "reopen",
    "rescan",
    "sitting",
    "sample",
    "witness",
    "contest_close",
    "export",
    "finish",
)


def course_part(paper: RecordPaper) -> Part:
    """What happened, in order, a sentence each."""
    recount, names = paper.recount, paper.names
    with recount.reading() as connection:
        entries = list_entries(connection, limit=paper.state.size, kinds=_KINDS)
        lines = {
            entry.index: (
                entry.time,
                paper.told(told_entry(recount, paper.state, connection, entry, names)),
            )
            for entry in entries
        }
    signers = {entry.index: entry.signers for entry in entries}
    for entry in entries:
        if entry.kind == "witness":
            _tell_cosigned(paper, entry, signers, lines)
    recesses = [note for note in notes_register(recount) if is_recess_note(note.words)]
    lines |= {note.entry: (note.time, note.words) for note in recesses}
    rows = tuple(
        (paper.clock.moment(time), f"{entry:,}", words)
        for entry, (time, words) in sorted(lines.items())
    )
    columns = (Column("When", Kind.SHORT), Column("Entry", Kind.FIGURE), Column("What"))
    return Part("Course of the recount", (paper.clock.sentence,), Grid(columns, rows))


def _tell_cosigned(
    paper: RecordPaper,
    witness: EntryRecord,
    signers: Mapping[int, tuple[str, ...]],
    lines: dict[int, tuple[str, str]],
) -> None:
    """A head cosigned right after an act is told with the act."""
    head = parse_checkpoint(parse_note(witness.body["note"].encode()).text)
    act = head.size - 1
    if act not in lines:
        return
    people = cosigners(witness.body["note"])
    named = join_names([paper.names.get(person, person) for person in people])
    by = "all of them" if sorted(people) == sorted(signers.get(act, ())) else named
    time, words = lines[act]
    said = f"Head {record_code(head.root)} cosigned by {by}."
    lines[act] = (time, f"{words} {said}")
    del lines[witness.index]


def note_part(paper: RecordPaper) -> Part:
    """Incidents and other notes, the oldest first; recesses stand in the course."""
    notes = [n for n in reversed(notes_register(paper.recount)) if not is_recess_note(n.words)]
    rows = []
    for note in notes:
        by = join_names([paper.names.get(person, person) for person in note.signed])
        words = note_as_shown(paper.state, note.words)
        parts = (
            with_stop(words) if words else "",
            f"There: {join_names(note.people)}." if note.people else "",
            f"Noted by {by}." if by else "",
        )
        told = paper.told(" ".join(part for part in parts if part))
        rows.append((paper.clock.moment(note.time), note.category.label, told))
    columns = (Column("When", Kind.SHORT), Column("What", Kind.SHORT), Column("Words"))
    nothing = () if rows else ("Nothing was noted.",)
    return Part("Incidents and notes", nothing, Grid(columns, tuple(rows)) if rows else None)


def motion_part(paper: RecordPaper) -> Part:
    """Every motion and order, with its words and each member's vote."""
    rows = []
    for order in reversed(order_register(paper.recount)):
        said = {"yes": "For", "no": "Against", "abstain": "Abstained"}
        votes = " ".join(
            f"{head}: {', '.join(name for name, vote in order.votes if vote == word)}."
            for word, head in said.items()
            if any(vote == word for _, vote in order.votes)
        )
        when = paper.clock.moment(order.time)
        rows.append((when, f"{order.entry:,}", paper.told(f"{order.sentence} {votes}")))
    columns = (
        Column("When", Kind.SHORT),
        Column("Entry", Kind.FIGURE),
        Column("Motion and votes"),
    )
    nothing = () if rows else ("No motion was put.",)
    return Part("Motions and orders", nothing, Grid(columns, tuple(rows)) if rows else None)


def objection_parts(paper: RecordPaper) -> Iterator[Part]:
    """How many of each side and what became of them, then each one."""
    lines = register(paper.recount)
    if not lines:
        yield Part("Objections", ("Nobody objected.",))
        return
    flag = has_frivolous_flag(paper.recount)
    heads = ["Filed", "Open", "Withdrawn", "Upheld", "Rejected", "Struck out", "Late"]
    heads += ["Marked frivolous"] if flag else []
    sides = []
    for side in counts_by_side(lines):
        figures = [side.filed, side.open, side.withdrawn, side.upheld, side.rejected]
        figures += [side.struck, side.late, *([side.frivolous] if flag else [])]
        sides.append((side.side or "Without a side", *(f"{n:,}" for n in figures)))
    columns = (Column("Of"), *(Column(head, Kind.FIGURE) for head in heads))
    late = sum(line.fate is Fate.LATE for line in lines)
    said = f"{count(len(lines), 'objection')} to single ballots"
    said += f", {late:,} of them after the close of the batch." if late else "."
    yield Part("Objections", (said,), Grid(columns, tuple(sides)))
    rows = []
    for line in lines:
        said = paper.words(line.words)
        words = f": \u201c{said}\u201d" if said else ""
        claim = line.claim[:1].upper() + line.claim[1:]
        flagged = ", marked frivolous" if line.frivolous else ""
        observer = f"{paper.names.get(line.person, line.person)} ({line.side})"
        rows.append(
            (
                line.label,
                f"{line.case}",
                observer if paper.private else line.observer,
                f"{claim}{words}",
                f"{line.fate.label}{flagged}",
            )
        )
    one = (
        Column("No.", Kind.SHORT),
        Column("Case", Kind.SHORT),
        Column("Observer", share=2),
        Column("Claim", share=3),
        Column("What became of it", share=2),
    )
    yield Part("Each objection", (), Grid(one, tuple(rows)), under=True)


def reconciliation_part(paper: RecordPaper) -> Part:
    """What was stated as missing and how it was explained."""
    stated = tuple(differences_stated(paper))
    now = tuple(reconciliation_sentences(paper))
    closed = sum(batch.closed is not None for batch in paper.state.data.batches.values())
    batches = len(paper.state.data.batches)
    said = f"{closed:,} of {count(batches, 'batch', 'batches')} closed."
    nothing = "No difference was stated at a close."
    return Part("Reconciliation", (*now, said, *(stated or (nothing,))))
