"""Two readers of the same entries: the one-file verifier and the program's own rules."""

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from types import ModuleType
from typing import IO

from adjudicator.ledger.envelope import parse_entry
from adjudicator.ledger.errors import BadKey, MadeByNewerVersion, NotCanonical, Refused
from adjudicator.ledger.state import RecordState
from tests.conftest import CHECKOUT
from tests.ledger.scenery import SceneEvidence

SCRIPT = CHECKOUT / "resources" / "verifier" / "verify_recount.py"
Finding = tuple[int, str] | None
"""The entry that does not hold and the class of the reason; None if all hold."""


def load() -> ModuleType:
    """The verifier as a module, from its file alone; of each key it asks once whether it is good.

    Nothing but a key's bytes decides that, and the same few stand in thousands of records.
    """
    if "verify_recount" not in sys.modules:
        spec = importlib.util.spec_from_file_location("verify_recount", SCRIPT)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["verify_recount"] = module
        spec.loader.exec_module(module)
        module.fault_of_key = lru_cache(maxsize=None)(module.fault_of_key)  # type: ignore[attr-defined]  # no module mypy sees
    return sys.modules["verify_recount"]


class InMemory:
    """An export that is in no folder."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.sizes = {name: len(data) for name, data in files.items()}

    def open(self, name: str) -> IO[bytes]:
        return BytesIO(self.files[name])

    def read(self, name: str) -> bytes | None:
        return self.files.get(name)

    def digest(self, name: str) -> str:
        return sha256(self.files[name]).hexdigest()


def by_the_verifier(files: Mapping[str, bytes], raws: Sequence[bytes]) -> Finding:
    """What the one-file verifier finds in these entries beside these files."""
    verifier = load()
    record_file = b"".join(raw + b"\n" for raw in raws)
    record = verifier.Record(InMemory({**files, "record.jsonl": record_file}))
    failure = verifier.read_record(record, verifier.Signatures(jobs=1, pure=False))
    return None if failure is None else (failure.entry, failure.code)


def by_the_rules(evidence: SceneEvidence, raws: Sequence[bytes]) -> Finding:
    """What the program's own rules find."""
    state = RecordState(evidence)
    for at, raw in enumerate(raws):
        try:
            state.replay([parse_entry(raw)])
        except Refused as error:
            return at, error.code
        except MadeByNewerVersion:
            return at, "newer"
        except BadKey:
            return at, "key"
        except NotCanonical:
            return at, "encoding"
    return None
