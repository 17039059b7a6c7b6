"""The references pages are held against, and the key that says which they were."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.imaging.examine import VERSION
from adjudicator.services.recount import Recount
from adjudicator.storage.findings import FindingKey

STAND_INS: Final[dict[Path, tuple[ReferencePage, ...]]] = {}
"""References of folders that have none in their record yet."""


def active_references(recount: Recount) -> tuple[ReferencePage, ...]:
    """What the pages of a recount are held against."""
    return STAND_INS.get(recount.folder.path, ())


def finding_key(references: Sequence[ReferencePage]) -> FindingKey:
    """Under which findings made with these references are kept."""
    told = sorted([r.style, r.side, r.image, r.page, r.key] for r in references)
    digest = hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()
    return FindingKey(digest, VERSION)
