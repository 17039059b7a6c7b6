"""Where entries hold seals of their own: names, reasons, words, the rows of new scans.

The first rows of a pile are sealed too; they stand in its file and its manifests, not in an entry.
"""

from typing import Final

from adjudicator.ledger.envelope import Entry

_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "enrol": ("name",),
    "remove": ("reason",),
    "attend": ("reason",),
    "attest": ("words",),
    "motion": ("reason",),
    "reopen": ("reason",),
    "rescan": ("row", "reason"),
    "note": ("words",),
}
"""The fields of each kind that hold seals; ``rule`` has one per item."""


def seals_of(entry: Entry) -> list[str]:
    """The seals an entry names itself, in the order they stand there."""
    body, kind = entry.body, entry.kind
    if kind == "rule":
        return [item["words"] for item in body["items"] if item["words"] is not None]
    return [body[name] for name in _FIELDS.get(kind, ()) if body[name] is not None]
