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
    body = entry.body
    if entry.kind == "rule":
        found = [item["words"] for item in body["items"]]
    else:
        found = [body[name] for name in _FIELDS.get(entry.kind, ())]
    return [seal for seal in found if seal is not None]
