"""A stick, or any folder a person names: their kept heads, and a replica of the entries.

``adjudicator-kept/<origin with _ for />/<person>.json``  the heads people keep
``adjudicator-kept/<origin with _ for />/record/record.jsonl``  the entries, one a line
``adjudicator-kept/<origin with _ for />/record/recount.json``  and the other public files

No openings, no images and no keys: who finds a stick learns no name.  Each record has a folder of
its own, so no stick is written over by another record.  What a stick holds beyond the folder, or
instead of it, is evidence, and is never written over either.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from errno import ENOENT
from pathlib import Path

from adjudicator.ledger.merkle import Frontier, leaf_hash
from adjudicator.storage.files import (
    append_durably,
    cut_to_whole_lines,
    locked,
    make_folder,
    whole_lines,
    write_whole,
)
from adjudicator.storage.folder import PUBLIC_FILES, VERIFIER_FILE
from adjudicator.storage.kept_heads import STATION, KeptHead, KeptHeads, parse_kept

KEPT = "adjudicator-kept"
RECORD = "record.jsonl"
LOCK = ".lock"
_BATCH = 500

Line = Callable[[int], bytes | None]
"""The bytes of an entry of the folder, by its number; ``None`` beyond its end."""


@dataclass(frozen=True, slots=True)
class Strange:
    """The first entry of a stick that the folder does not have there."""

    index: int
    line: bytes
    beyond: bool
    """Whether the folder ends before it; otherwise it has another entry there."""


class Stick:
    """One stick, as it is named by a person.

    :param place: the folder it is mounted at, or any other.
    """

    def __init__(self, place: Path) -> None:
        self.place = place.expanduser().absolute()
        self.heads = KeptHeads(self.place / KEPT)
        self._known: dict[str, tuple[int, int, int]] = {}
        """By origin: length and time of the entries' file as it was left, and how many it has."""

    @property
    def plugged(self) -> bool:
        """Whether it is there: an empty mount point is no stick."""
        return (self.place / KEPT).is_dir()

    def begin(self) -> None:
        """Make a blank one ready for kept heads.

        :raises OSError: it cannot be written.
        """
        if not self.place.is_dir():
            raise FileNotFoundError(ENOENT, "The folder is not there")
        make_folder(self.place / KEPT)

    def folder(self, origin: str) -> Path:
        """Where the entries of one record lie on it."""
        return self.heads.path(origin, STATION).parent / "record"

    def lines(self, origin: str) -> list[bytes]:
        """The whole entries on it.

        :raises OSError: it cannot be read.
        """
        return whole_lines(self.folder(origin) / RECORD)

    def kept(self, origin: str) -> list[KeptHead]:
        """Every head on it of one record, whosever; what is no kept head is passed over.

        :raises OSError: it cannot be read.
        """
        found = []
        for path in sorted(self.folder(origin).parent.glob("*.json")):
            try:
                head = parse_kept(path.read_bytes())
            except ValueError:
                continue
            if head.origin == origin:
                found.append(head)
        return found

    def look(self, origin: str, size: int, leaf: Callable[[int], bytes], own: Line) -> int:
        """Compare the entries on it with the folder's, unless it is as it was left.

        A last line that was cut off when the stick was pulled counts as not there if the folder
        has the whole of it; it is evidence otherwise.

        :param leaf: the hash of an entry of the folder.
        :returns: how many entries of the folder are on it.
        :raises StrangeEntry: it holds an entry that is not the folder's.
        :raises OSError: it cannot be read.
        """
        known = self._known.get(origin)
        if known is not None and known[:2] == self._state(origin) and known[2] <= size:
            return known[2]
        lines = self.lines(origin)
        for index, line in enumerate(lines):
            if index >= size or leaf_hash(line) != leaf(index):
                raise StrangeEntry(Strange(index, line, beyond=index >= size))
        rest = self._cut_off(origin)
        whole = own(len(lines))
        if rest and (whole is None or not whole.startswith(rest)):
            raise StrangeEntry(Strange(len(lines), rest, beyond=whole is None))
        return len(lines)

    def write(
        self,
        origin: str,
        public: Path,
        look: Callable[[], int],
        entries: Callable[[int], Iterable[bytes]],
    ) -> None:
        """Write entries that follow those on it.

        :param public: the recount folder, for the public files.
        :param look: compares what is on it, as :meth:`look` does; asked under the lock, for another
            window may have written since.
        :param entries: those of the folder from a number on.
        :raises StrangeEntry: it holds an entry that is not the folder's; it is left as it is.
        :raises OSError: it was pulled, or is full; what was written whole stays.
        """
        folder = self.folder(origin)
        if not self.plugged:
            raise FileNotFoundError(ENOENT, "The stick is not there")
        make_folder(folder)
        with locked(folder / LOCK):
            held = look()
            cut_to_whole_lines(folder / RECORD)
            for name in PUBLIC_FILES:
                source, target = public / name, folder / name
                # A verifier is taken from the release, never from the county.
                carried = name != VERIFIER_FILE and source.exists()
                if carried and not target.exists():
                    write_whole(target, source.read_bytes())
            for some in _in_batches(entries(held)):
                append_durably(folder / RECORD, some)
                held += len(some)
        length, when = self._state(origin)
        self._known[origin] = (length, when, held)

    def _cut_off(self, origin: str) -> bytes:
        path = self.folder(origin) / RECORD
        return path.read_bytes().rpartition(b"\n")[2] if path.exists() else b""

    def _state(self, origin: str) -> tuple[int, int]:
        path = self.folder(origin) / RECORD
        if not path.exists():
            return 0, 0
        told = path.stat()
        return told.st_size, told.st_mtime_ns


class StrangeEntry(Exception):  # noqa: N818 - names what was found
    """A stick holds an entry that the folder does not have."""

    def __init__(self, what: Strange) -> None:
        self.what = what
        super().__init__(f"entry {what.index} is not the folder's")


def _in_batches(entries: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    for line in entries:
        some.append(line)
        if len(some) == _BATCH:
            yield some
            some = []
    if some:
        yield some


def head_of(lines: Iterable[bytes]) -> tuple[int, bytes]:
    """Size and root of the record these entries are."""
    tree = Frontier()
    for line in lines:
        tree.append(leaf_hash(line))
    return tree.size, tree.root()
