"""Heads kept outside the recount folder: what this computer, and each person at it, saw last.

One small file each, ``<folder>/<origin with _ for />/<person>.json`` and ``_station.json`` for the
computer itself: canonical JSON ``{"origin","root","size","time"}``.  A folder that is older than
what is kept here, or another branch, is found by it.  A stick or another disk holds the same files.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.kinds.shapes import ident
from adjudicator.ledger.notes import Checkpoint, record_code
from adjudicator.ledger.text import is_hex
from adjudicator.storage.files import locked, make_folder, swap_in, write_whole

STATION: Final = "_station"
"""Under this name the computer keeps the highest head it has seen itself; nobody's id."""
_HASH: Final = 32


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head somebody kept."""

    origin: str
    size: int
    root: str
    """64 hex digits."""
    time: int
    """Seconds since 1970, by the clock of whoever kept it."""

    @property
    def code(self) -> str:
        """Its record code."""
        return record_code(bytes.fromhex(self.root))

    def data(self) -> bytes:
        """The file's bytes."""
        told = {"origin": self.origin, "root": self.root, "size": self.size, "time": self.time}
        return canonical.encode(told)


def parse_kept(data: bytes) -> KeptHead:
    """Read the file of a kept head.

    :raises ValueError: not such a file.
    """
    claim = parse_claim(data)
    moment = canonical.decode_object(data.removesuffix(b"\n"))["time"]
    if type(moment) is not int or moment < 0 or data.endswith(b"\n"):
        raise ValueError("This is not a kept head.")
    return KeptHead(claim.origin, claim.size, claim.root.hex(), moment)


def parse_claim(data: bytes) -> Checkpoint:
    """What a kept head of anybody's making claims: a line feed may follow, ``time`` is not read.

    :raises ValueError: not a kept head.
    """
    try:
        told = canonical.decode_object(data.removesuffix(b"\n"))
    except NotCanonical as error:
        raise ValueError("This is not a kept head.") from error
    if (
        told.keys() != {"origin", "root", "size", "time"}
        or not ident(told["origin"])
        or not is_hex(told["root"], _HASH)
        or type(told["size"]) is not int
        or told["size"] < 0
    ):
        raise ValueError("This is not a kept head.")
    return Checkpoint(told["origin"], told["size"], bytes.fromhex(told["root"]))


class KeptHeads:
    """The kept heads in one folder: of this computer, or of a stick.

    :param folder: made when the first head is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, origin: str, who: str) -> Path:
        """Where somebody's kept head of a record lies."""
        return self.folder / origin.replace("/", "_") / f"{who}.json"

    def forget(self, origin: str) -> None:
        """Take away every head of a record that has not begun.

        :raises OSError: they cannot be taken away.
        """
        if (folder := self.path(origin, STATION).parent).exists():
            shutil.rmtree(folder)

    def load(self, origin: str, who: str) -> KeptHead | None:
        """What somebody kept of that record; ``None`` if nothing.

        :raises ValueError: the file is damaged, or of another record.
        :raises OSError: it cannot be read.
        """
        try:
            data = self.path(origin, who).read_bytes()
        except FileNotFoundError:
            return None
        head = parse_kept(data)
        if head.origin != origin:
            raise ValueError("This is the kept head of another record.")
        return head

    def save(self, head: KeptHead, who: str) -> None:
        """Keep a head in the place of the one before; it is on the disk when this returns.

        :raises OSError: it cannot be written; the one before stays.
        """
        write_whole(self.path(head.origin, who), head.data())

    def save_highest(self, head: KeptHead, who: str) -> None:
        """Keep a head unless a larger one is kept, without waiting for the disk.

        Two programs may come here in another order than they recorded.

        :raises OSError: it cannot be written; the one before stays.
        """
        path = self.path(head.origin, who)
        make_folder(path.parent)
        with locked(path.with_suffix(".lock")):
            try:
                kept = self.load(head.origin, who)
            except ValueError:
                kept = None
            if kept is None or kept.size <= head.size:
                swap_in(path, head.data())
