"""Cosigned heads, contests closed, exports and the finish, each in plain sentences."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from adjudicator.domain.people import Role
from adjudicator.domain.references import side_words
from adjudicator.domain.wording import join_names
from adjudicator.ledger import notes
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.state import RecordState

Names = Mapping[str, str]
"""Person id to the name people know, or the id where the name is withheld."""
Body = Mapping[str, Any]
_FILES = 30
"""Files named of one export; the rest is counted."""


def cosigners(note: str) -> tuple[str, ...]:
    """Ids of those who cosigned a head, as its note names them."""
    lines = notes.parse_note(note.encode()).signatures[1:]
    return tuple(line.name.rpartition("/")[2] for line in lines)


def _witness(body: Body, _who: str, names: Names) -> str:
    head = notes.parse_checkpoint(notes.parse_note(body["note"].encode()).text)
    people = join_names([names.get(person, person) for person in cosigners(body["note"])])
    code = record_code(head.root)
    return f"The head of {head.size:,} entries (record code {code}) was cosigned by {people}."


def _contest_close(body: Body, who: str, _names: Names) -> str:
    return f"{who} closed the contest {body['contest']}."


def _export(body: Body, who: str, _names: Names) -> str:
    withheld = sum(n for _, n in body["withheld"])
    told = f"{withheld:,} openings were withheld" if withheld else "nothing was withheld"
    return f"{who} exported the first {body['size']:,} entries; {told}."


def _finish(body: Body, who: str, _names: Names) -> str:
    n = len(body["keys"])
    keys = f"{n} stored {'key' if n == 1 else 'keys'}"
    return f"{who} finished the recount; {keys} and the record's own key are destroyed."


def _reference(body: Body, who: str, _names: Names) -> str:
    side = side_words(body["side"])
    return f"{who} confirmed where the contests of ballot style {body['style']} stand ({side})."


TELLERS: dict[str, Callable[[Body, str, Names], str]] = {
    "witness": _witness,
    "contest_close": _contest_close,
    "export": _export,
    "finish": _finish,
    "reference": _reference,
}
"""By kind, as the other tellers of :mod:`adjudicator.services.entry_words`."""


def end_sentences(state: RecordState, kind: str, body: Body, names: Names) -> Iterator[str]:
    """What else such an entry says; nothing for other kinds."""
    match kind:
        case "witness":
            yield from _parties(state, cosigners(body["note"]), names)
        case "contest_close":
            yield f"SHA-256 of the tally: {body['tally']}."
            for batch, expected, found, motion in body["differences"]:
                why = "" if motion is None else f", explained in entry {motion}"
                yield f"Batch {batch}: {found:,} of {expected:,} were found{why}."
        case "reference":
            yield f"SHA-256 of the page: {body['image']}."
            yield f"SHA-256 of the layout: {body['layout']}."
        case "export":
            for what, n in body["withheld"]:
                yield f"Withheld: {n:,} {what}."
            for name, sha256 in body["files"][:_FILES]:
                yield f"File {name}: SHA-256 {sha256}."
            if len(body["files"]) > _FILES:
                yield f"And {len(body['files']) - _FILES:,} more files."


def _parties(state: RecordState, signed: tuple[str, ...], names: Names) -> Iterator[str]:
    """Every observer of now, with whether they signed; who declined stands in a note beside it."""
    for person, enrolled in sorted(state.data.people.items()):
        if enrolled.active and enrolled.person.role is Role.OBSERVER:
            told = "cosigned" if person in signed else "did not cosign"
            yield f"{names.get(person, person)} {told}."
