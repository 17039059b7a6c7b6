"""The references pages are held against, and the key that says which they were."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple
from weakref import WeakKeyDictionary

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.imaging.examine import VERSION
from adjudicator.services.recount import Recount
from adjudicator.services.references.active import pages_to_use
from adjudicator.storage.findings import FindingKey


class Sources(NamedTuple):
    """What of the record says which references hold."""

    references: tuple[tuple[tuple[str, str], int], ...]
    """Entry of the newest reference of each style and side."""
    imports: tuple[tuple[int, int | None], ...]
    """Every import, with the order that voided it."""


class Marks(NamedTuple):
    """What says which pages are looked at, and against what."""

    sources: Sources
    key: FindingKey
    """Of the references that can be read: a layout that was away may be back."""
    cases: int
    rows: int
    """Of all cases: one more with every new scan."""


_known: WeakKeyDictionary[Recount, tuple[Sources, tuple[ReferencePage, ...]]] = WeakKeyDictionary()
"""By open recount: what its references come from, and these."""


def marks(recount: Recount) -> Marks:
    """As it stands now: where it is another than before, pages are to be looked at."""
    cases = recount.state.data.cases
    key = key_with(recount, references_now(recount))
    return Marks(_sources(recount), key, len(cases), sum(len(c.rows) for c in cases.values()))


def references_in_record(recount: Recount) -> tuple[ReferencePage, ...]:
    """What pages are held against, by style and side, as the record says it now.

    Of supplied ones also the pages that are tried after the first.
    """
    return tuple(chain(*pages_to_use(recount)))


def references_now(recount: Recount) -> tuple[ReferencePage, ...]:
    """The same, read again only when the record says something new of it.

    Where a recorded layout cannot be read now, as while a folder is being copied, nothing is
    remembered: it may be there the next time.
    """
    told = _sources(recount)
    known = _known.get(recount)
    if known is not None and known[0] == told:
        return known[1]
    found = references_in_record(recount)
    recorded = {(r.style, r.side) for r in found if r.entry is not None}
    if recorded.issuperset(where for where, _ in told.references):
        _known[recount] = told, found
    return found


def _sources(recount: Recount) -> Sources:
    data = recount.state.data
    return Sources(
        tuple(sorted(data.references.items())),
        tuple((entry, each.voided) for entry, each in sorted(data.imports.items())),
    )


def finding_key(references: Sequence[ReferencePage], voided: Iterable[int] = ()) -> FindingKey:
    """Under which findings made with these references are kept.

    A layout that two people confirmed is another reference than the same one as it was supplied: it
    stands alone, and its page tells with what right.

    :param voided: imports that were voided.  What was found is held against the layout of its own
        sheet before it is kept, and the same image may come again with another one.
    """
    told = sorted(
        [r.style, r.side, r.image, r.page, r.key, r.entry is not None] for r in references
    )
    gone = sorted(voided)
    digest = hashlib.sha256(
        json.dumps([told, gone] if gone else told, separators=(",", ":")).encode()
    ).hexdigest()
    return FindingKey(digest, VERSION)


def key_with(recount: Recount, references: Sequence[ReferencePage]) -> FindingKey:
    """Under which findings of a recount made with these references are kept."""
    imports = recount.state.data.imports
    return finding_key(references, [e for e, each in imports.items() if each.voided is not None])
