"""The independent list of expected ballots: kept with the recount, and read from it.

The record's format has no field for such a list, and an import's ``files`` are the wrong place for
it: they are what the *delivery* consists of, signed with it at that moment, while the list comes
from other hands, often later, and is worth something only because it does not belong to the
delivery.  So it is kept as evidence beside it: its bytes lie in the folder's ``documents`` under
their SHA-256, go to the second path and are compared with their name by every verification; and an
officer of the recount signs a note (*explained*) that names the file, its hash, and how many
ballots it lists.  The newest such note by an officer counts; earlier lists and their notes stay.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.wording import join_names
from adjudicator.interchange.expected_ballots import ExpectedBallots, read_expected
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, NoteLine, notes_register, record_note
from adjudicator.services.orders.documents import keep_document
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.record import Appended

_NAMED = re.compile(
    r"List of expected ballots: (.+), [0-9,]+ (?:flagged ballot|case)s?, SHA-256 ([0-9a-f]{64})\."
)


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """The list a recount is held against."""

    name: str
    """Of the file."""
    sha256: str
    ballots: ExpectedBallots
    entry: int | None = None
    """The note that keeps it; ``None``: it is only looked at."""
    by: str = ""
    """Who signed that note."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What of the file was not understood and left out, such as a column with a slip."""
        return tuple(str(notice) for notice in self.ballots.notices)

    @property
    def sentence(self) -> str:
        """``expected.csv, 1,854 flagged ballots, kept by Cora Clay in entry 12``."""
        told = f"{self.name}, {self.ballots.words}"
        if self.entry is None:
            return f"{told}, only looked at and not kept"
        return f"{told}, kept by {self.by} in entry {self.entry:,}"


def look_at(recount: Recount, path: Path) -> ExpectedList:
    """Read a list without keeping it.

    :raises Unreadable: it has problems.
    :raises Refusal: it is a file of the delivery, which proves nothing about itself.
    """
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if delivered := _delivered(recount, digest):
        raise Refusal(f"Not taken as the list: {path.name} is {delivered} Nothing was changed.")
    ballots = read_expected(path, recount.election, recount.state.data.contests)
    return ExpectedList(path.name, digest, ballots)


def _delivered(recount: Recount, digest: str) -> str:
    """Which file of which import has that hash, and why it is no list; empty where none has."""
    with recount.reading() as connection:
        imports = list_entries(connection, limit=recount.state.size, kinds=("import",))
    for entry in imports:
        for name, _size, found in entry.body["files"]:
            if found == digest:
                return (
                    f"the file {name} of the import in entry {entry.index:,}. The list of expected "
                    "ballots has to come from other hands than the ballots: the tabulators' batch "
                    "reports, a chain-of-custody sheet, a count at the warehouse."
                )
    return ""


def keep_expected(
    recount: Recount, path: Path, signer: Signer, *, session: bool = False
) -> Appended:
    """Keep a list with the recount, signed by an officer; it takes the place of an earlier one.

    :param session: whether the key is one of a session.
    :raises Unreadable: the list has problems; nothing was kept.
    :raises Refusal: whoever signs is no officer, or it is a file of the delivery.
    """
    if not recount.state.data.people[person_of(recount, signer)].person.officer:
        raise Refusal(
            "Not kept: a clerk or a member of the board keeps the list. Nothing was changed."
        )
    seen = look_at(recount, path)
    kept = keep_document(recount, path)
    if kept.sha256 != seen.sha256:
        raise Refusal("Not kept: the file changed while it was read. Nothing was recorded.")
    told = f"{_one_line(path.name)}, {seen.ballots.words}"
    words = f"List of expected ballots: {told}, SHA-256 {kept.sha256}."
    return record_note(
        recount, Category.EXPLAINED, words, signers=[signer], session=session, files=[kept.path]
    )


def kept_expected(recount: Recount) -> ExpectedList | None:
    """The newest list an officer kept.

    :raises Refusal: its file is not in the folder, is another one, came with a delivery later, or
        cannot be read any more.
    """
    for note in notes_register(recount, Category.EXPLAINED):
        named = _NAMED.fullmatch(note.words)
        if named and _by_officer(recount, note):
            return _opened(recount, named[1], named[2], note)
    return None


def _by_officer(recount: Recount, note: NoteLine) -> bool:
    people = recount.state.data.people
    return any(p in people and people[p].person.officer for p in note.signed)


def _opened(recount: Recount, name: str, digest: str, note: NoteLine) -> ExpectedList:
    path = recount.folder.document(digest)
    told = f"The list of expected ballots {name}, kept in entry {note.entry:,},"
    if not path.is_file():
        raise Refusal(
            f"{told} is not in this folder. Every ruling is safe. Bring the file documents/"
            f"{digest[:16]}\u2026 back from the second path, or keep the list anew."
        )
    if sha256(path.read_bytes()).hexdigest() != digest:
        raise Refusal(
            f"{told} was altered in this folder. Every ruling is safe. Bring the file back from "
            "the second path."
        )
    if delivered := _delivered(recount, digest):
        raise Refusal(f"{told} is {delivered} Every ruling is safe. Keep such a list.")
    try:
        ballots = read_expected(path, recount.election, recount.state.data.contests)
    except Unreadable as error:
        raise Refusal(f"{told} cannot be read: {error.problems[0]}") from error
    return ExpectedList(name, digest, ballots, note.entry, join_names(note.signers))


def _one_line(name: str) -> str:
    return " ".join(name.split())
