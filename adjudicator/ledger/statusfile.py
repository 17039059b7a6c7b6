"""Status files: how far a county is, signed, for the state's board of progress.

One line of canonical JSON, then the note that signs its hash (record format, section 3, context
*status*): by the log key always, and by a clerk where one is at hand.  The file names the keys it
is signed by, so that it can be checked by itself; that they are the county's is told by its export,
by an earlier status file, or by nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from adjudicator.ledger import canonical, contexts, notes
from adjudicator.ledger.errors import LedgerError, NotCanonical
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.kinds import shapes
from adjudicator.ledger.notes import LOG, BadNote, Checkpoint, Vkey
from adjudicator.ledger.origin import parse as parse_origin
from adjudicator.ledger.text import is_hex, is_time

VERSION: Final = 1
SUFFIX: Final = ".status"
LARGEST: Final = 256 * 1024
_HASH = 32
_COUNTS: Final = ("cases", "ruled", "waiting", "batches", "closed", "precincts", "precincts_closed")
_FIELDS: Final = frozenset(
    {
        *("v", "origin", "size", "root", "log", "clerk", "t"),
        *("county", "election", "held", "contests", "partial", "deadlines"),
    }
)
_CONTEST: Final = frozenset({"id", "title", "done", *_COUNTS})


class BadStatus(LedgerError, ValueError):  # noqa: N818 - named for what happened
    """A file that is no status file, or whose signature is not good."""


@dataclass(frozen=True, slots=True)
class ContestStatus:
    """How far one contest is; no votes of open batches."""

    id: str
    title: str
    done: bool
    """Whether the board has closed it."""
    cases: int
    """Ballots expected to be ruled on."""
    ruled: int
    waiting: int
    batches: int
    closed: int
    precincts: int
    precincts_closed: int


@dataclass(frozen=True, slots=True)
class Status:
    """What a status file says."""

    origin: str
    size: int
    root: str
    """64 hex digits."""
    log: Vkey
    clerk: Vkey | None
    """The key of the clerk who signed too."""
    t: str
    county: str
    election: str
    held: str
    """The day of the election, ``2018-11-06``."""
    contests: tuple[ContestStatus, ...]
    partial: tuple[tuple[str, str, int], ...]
    """Contest id, choice name, votes found: of closed batches only."""
    deadlines: tuple[str, ...]

    @property
    def head(self) -> Checkpoint:
        """The head it was made at."""
        return Checkpoint(self.origin, self.size, bytes.fromhex(self.root))

    def value(self) -> dict[str, Any]:
        """As it is signed."""
        return {
            "v": VERSION,
            "origin": self.origin,
            "size": self.size,
            "root": self.root,
            "log": str(self.log),
            "clerk": None if self.clerk is None else str(self.clerk),
            "t": self.t,
            "county": self.county,
            "election": self.election,
            "held": self.held,
            "contests": [
                {"id": c.id, "title": c.title, "done": c.done}
                | {name: getattr(c, name) for name in _COUNTS}
                for c in self.contests
            ],
            "partial": [list(row) for row in self.partial],
            "deadlines": list(self.deadlines),
        }


def encode(status: Status, log: SigningKey, clerk: SigningKey | None = None) -> bytes:
    """The bytes of a status file.

    :param clerk: the key :attr:`Status.clerk` names.
    """
    line = canonical.encode(status.value())
    text = _message(status.origin, line)
    signed = [notes.sign_note(text, status.log.name, log)]
    if clerk is not None and status.clerk is not None:
        signed.append(notes.sign_note(text, status.clerk.name, clerk))
    return line + b"\n" + str(notes.join(text, signed)).encode()


def decode(data: bytes) -> Status:
    """Read a status file and check the signatures of the keys it names.

    :raises BadStatus: no status file, of a newer version, or a signature that is not good.
    """
    line, gap, rest = data.partition(b"\n")
    if len(data) > LARGEST or not gap:
        raise BadStatus("This is no status file.")
    status = _status(line)
    try:
        note = notes.parse_note(rest)
        known = [key for key in (status.log, status.clerk) if key is not None]
        good = notes.verified(note, known)
    except BadNote as error:
        raise BadStatus(f"Its signature is not good: {error}") from error
    if note.text != _message(status.origin, line):
        raise BadStatus("It is signed for other contents: it was altered.")
    if set(good) != set(known):
        raise BadStatus("It is not signed by the keys it names.")
    return status


def _message(origin: str, line: bytes) -> str:
    return contexts.manifest(origin, sha256(line).hexdigest(), status=True).decode()


def _status(line: bytes) -> Status:
    try:
        value = canonical.decode_object(line)
    except NotCanonical as error:
        raise BadStatus("This is no status file.") from error
    if value.get("v") != VERSION or value.keys() != _FIELDS:
        raise BadStatus("It is no status file, or one of a newer version of the program.")
    try:
        return _checked(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadStatus("A field of this status file makes no sense.") from error


def _checked(value: Mapping[str, Any]) -> Status:
    origin = str(parse_origin(value["origin"]))
    log = _key(value["log"], origin)
    clerk = None if value["clerk"] is None else _key(value["clerk"], f"{origin}/")
    texts = (value["county"], value["election"], value["held"], *value["deadlines"])
    fits = (
        shapes.index(value["size"])
        and is_hex(value["root"], _HASH)
        and is_time(value["t"])
        and all(shapes.text(text) for text in texts)
        and all(
            shapes.row(shapes.ident, shapes.ident, lambda n: type(n) is int)(row)
            for row in value["partial"]
        )
    )
    if not fits:
        raise ValueError("fields")
    return Status(
        origin=origin,
        size=value["size"],
        root=value["root"],
        log=log,
        clerk=clerk,
        t=value["t"],
        county=value["county"],
        election=value["election"],
        held=value["held"],
        contests=tuple(_contest(each) for each in value["contests"]),
        partial=tuple((contest, name, n) for contest, name, n in value["partial"]),
        deadlines=tuple(value["deadlines"]),
    )


def _contest(value: Mapping[str, Any]) -> ContestStatus:
    counts = {name: value[name] for name in _COUNTS}
    names = shapes.ident(value["id"]) and shapes.ident(value["title"])
    if (
        value.keys() != _CONTEST
        or not names
        or not shapes.flag(value["done"])
        or not all(map(shapes.index, counts.values()))
    ):
        raise ValueError("a contest")
    return ContestStatus(value["id"], value["title"], value["done"], **counts)


def _key(text: object, name: str) -> Vkey:
    """A key of that name, or of one that begins so where it ends with a slash."""
    found = notes.parse_vkey(str(text))
    fits = found.name.startswith(name) if name.endswith("/") else found.name == name
    if found.type != LOG or not fits:
        raise ValueError("a key")
    return found
