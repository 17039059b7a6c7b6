"""The recount folder on the disk: what lies where, and its first line of defence.

``recount.json``     what this folder is: format and origin
``record.db``        the record and its working tables (SQLite)
``election.json``    the definition, as hashed in entry 0; ``rules.toml`` likewise
``recount.tlog-policy``  who must cosign, written when the board is constituted
``verify_recount.py``  the verifier entry 0 names, for exports, whatever program makes them later
``last-head.note``   the last head, written when the recount is finished
``images/``          content-addressed, never changed
``manifests/``, ``counts/``, ``piles/``, ``sidecars/``   content-addressed, append-only
``documents/``       the papers of motions and orders, and the layouts of references, likewise
``findings.db``      what was found on the images: a cache, copied and exported nowhere
``stations/``        lock files: which station each running program is; no part of the record

Keys lie *beside* the folder, in ``keys/<20 hex of the origin>/`` (``...-r2/`` for the record that
goes on after a loss), never in it (record format, section 7).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adjudicator.ledger import origin
from adjudicator.storage.files import make_folder, write_whole

FORMAT = 1
LAST_HEAD = "last-head.note"
"""The head of a finished record, signed by its own key before that was destroyed."""
POLICY_FILE = "recount.tlog-policy"
"""Who signs the record, and whose cosignatures a head needs."""
VERIFIER_FILE = "verify_recount.py"
"""The verifier entry 0 names."""
PUBLIC_FILES = (
    "recount.json", "election.json", "rules.toml", VERIFIER_FILE, POLICY_FILE, LAST_HEAD,
)  # fmt: skip
STORES = ("images", "manifests", "counts", "piles", "sidecars", "documents")


class FolderError(Exception):
    """The folder cannot be opened or made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RecountFolder:
    """Paths inside one recount folder."""

    path: Path

    @classmethod
    def create(cls, path: Path, origin: str) -> "RecountFolder":
        """Make a new, empty folder.

        :raises FolderError: something already lies there.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise FolderError(
                f"{path} already holds files. Nothing was changed. Choose another folder."
            )
        make_folder(path)
        path.chmod(0o700)
        folder = cls(path)
        for store in STORES:
            make_folder(path / store)
        marker = json.dumps({"format": FORMAT, "origin": origin}, sort_keys=True)
        write_whole(path / "recount.json", marker.encode() + b"\n")
        return folder

    @classmethod
    def open(cls, path: Path) -> "RecountFolder":
        """Find the folder and check that this program can read it.

        :raises FolderError: not a recount folder, or made by a newer program.
        """
        marker = path / "recount.json"
        if not marker.is_file():
            raise FolderError(f"{path} is not a recount folder: it has no recount.json.")
        try:
            told = json.loads(marker.read_bytes())
            made_with = int(told["format"])
        except (ValueError, KeyError, TypeError) as error:
            raise FolderError(
                f"{marker} cannot be read ({error}). Nothing was changed. "
                "Restore the folder from the second path."
            ) from error
        if made_with > FORMAT:
            raise FolderError(
                f"{path} was made by a newer program (format {made_with}; "
                f"this one knows {FORMAT}). Nothing was changed. Open it with the newer program."
            )
        return cls(path)

    @property
    def origin(self) -> str:
        """The origin line the folder was made with."""
        return str(json.loads((self.path / "recount.json").read_bytes())["origin"])

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / "record.db"

    @property
    def keys(self) -> Path:
        """The key store beside the folder, named by the record and not by the folder.

        A renamed folder finds its keys, and a new recount in an old one's place never writes over
        another's; nor does the record that goes on after a loss, whose keys are new.
        """
        return keys_beside(self.path, self.origin)

    @property
    def local(self) -> Path:
        """What this station remembers about the folder; no part of the record."""
        return self.path / "station.json"

    @property
    def stations(self) -> Path:
        """Where the running programs of this machine hold the names of their stations."""
        return self.path / "stations"

    def image(self, sha256: str) -> Path:
        """Where the image of that hash lies."""
        return self.path / "images" / sha256[:2] / sha256

    def manifest(self, sha256: str) -> Path:
        """Where the import manifest of that hash lies."""
        return self.path / "manifests" / f"{sha256}.jsonl"

    def sidecar(self, manifest_sha256: str) -> Path:
        """Boxes and notes the source gave beside that manifest; they count for nothing."""
        return self.path / "sidecars" / f"{manifest_sha256}.jsonl"

    def document(self, sha256: str) -> Path:
        """Where the paper of an order lies as the board had it, or the layout of a reference."""
        return self.path / "documents" / sha256

    def counts(self, sha256: str) -> Path:
        """Where the machine counts of that hash lie."""
        return self.path / "counts" / f"{sha256}.json"

    def pile(self, root: str) -> Path:
        """Where the seals of the pile of that root lie."""
        return self.path / "piles" / f"{root}.txt"


def keys_beside(path: Path, name: str) -> Path:
    """Where the keys of a record lie whose folder is at that path.

    :param name: its origin.
    """
    told = origin.parse(name)
    again = f"-r{told.restore}" if told.restore > 1 else ""
    return path.parent / "keys" / f"{told.token}{again}"


def check_definition(folder: RecountFolder, opened: Mapping[str, Any]) -> None:
    """Compare the definition and the rules with the hashes in entry 0.

    :param opened: the body of entry 0.
    :raises FolderError: one of them is not what the record was opened with.
    """
    for name, field in (("election.json", "election"), ("rules.toml", "rules")):
        path = folder.path / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
        if found != opened[field]:
            raise FolderError(
                f"{path} is not the file this record was opened with. Nothing was changed. "
                "Bring it back from the second path."
            )
