r"""Manifests: one canonical line per imported sheet, and the rows that stand for its cases.

A line is canonical JSON of ``sheet, ballot, precinct, group, batch, position, lot, images,
contests [[contest, condition or null, machine]], salt``; lines are sorted by the UTF-8 bytes of
``sheet``, each ended by LF; ``manifest`` is the SHA-256 of the file, ``manifest_root`` the RFC
6962 root over the lines without LF.  Readings chosen where the format leaves a choice:

* ``contests`` keeps paper order; a contest with a condition is a case, if it is one of the
  recount's;
* a first row holds the line's own fields, ``contest``, ``condition`` and ``machine``, and
  ``remakes`` null (a line has no such field);
* ``salt`` is 16 random bytes in hex, one per line.  Section 3 asks for a salt per sealed value, and
  a sheet may give several first rows.  The project reads this so: a first row's salt is derived,
  the first 16 bytes of ``SHA-256("adjudicator/row/v1\n" || origin || "\n" || salt raw ||
  contest)``.  Every row has a salt of its own, opening one gives away neither the line's salt nor
  another row of the sheet, and whoever holds the manifest finds every first row's seal again.
  Rows of a ``rescan`` stand in no manifest and have a random salt.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter
from typing import Any

from adjudicator.domain.ballots import Lot
from adjudicator.domain.readings import Condition
from adjudicator.ledger import canonical, contexts, merkle, seals
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.kinds.shapes import digest, fits, ident, many, ordered, text
from adjudicator.ledger.seals import Opening
from adjudicator.ledger.text import from_hex, is_hex

Line = dict[str, Any]
"""One sheet as :func:`line` builds it."""

_FIELDS = {
    "sheet",
    "ballot",
    "precinct",
    "group",
    "batch",
    "position",
    "lot",
    "images",
    "contests",
    "salt",
}
_OF_SHEET = ("sheet", "ballot", "precinct", "group", "batch", "position", "lot", "images")
_sheet_of = itemgetter(*_OF_SHEET)
_OF_ROW = frozenset({*_OF_SHEET, "contest", "condition", "machine", "remakes"})
_texts_of = itemgetter("sheet", "ballot", "precinct", "group", "batch", "lot")
_LOTS = frozenset(lot.value for lot in Lot)
_CONDITIONS = frozenset(condition.value for condition in Condition)
_MACHINE = {"votes", "over", "under", "marks"}
_READING = 3
_NAMES = ordered(ident)
_IMAGES = many(digest)
_FULL = 1000
"""The density of a wholly dark target, in per mille."""


@dataclass(frozen=True, slots=True)
class ManifestSummary:
    """What an ``import`` entry says of its manifest, computed from the file itself."""

    digest: str
    root: str
    lots: tuple[tuple[str, int], ...]
    """``(lot, sheets)``, sorted."""
    flagged: tuple[tuple[str, str, int], ...]
    """``(contest, condition, cases)``, sorted."""
    rows: tuple[Opening, ...]
    """The first rows of the recount's contests with their seals, in ascending order of seals."""


def encode_line(line: Line) -> bytes:
    """One sheet's canonical bytes, without the line feed.

    :raises NotCanonical: a field is missing, unknown, or of the wrong shape.
    """
    _check_line(line)
    return canonical.encode(line)


def is_row(value: object) -> bool:
    """Whether a value has the shape of a row: one contest on one sheet, first or scanned again."""
    if not isinstance(value, dict) or value.keys() != _OF_ROW:
        return False
    reading = [value["contest"], value["condition"], value["machine"]]
    sheet = {name: value[name] for name in _OF_SHEET}
    try:
        _check_line(sheet | {"contests": [reading], "salt": "0" * 2 * seals.SALT_BYTES})
    except NotCanonical:
        return False
    return value["condition"] is not None and isinstance(value["remakes"], None | str)


def _check_line(line: Line) -> None:
    if line.keys() != _FIELDS:
        raise NotCanonical("A manifest line does not have exactly the fields of a sheet.")
    if not all(map(text, _texts_of(line))) or not line["sheet"]:
        raise NotCanonical("A manifest line's texts are not all there, or one is too long.")
    if not _is_whole(line["position"]) or line["lot"] not in _LOTS:
        raise NotCanonical("A manifest line has no good position or lot.")
    if not is_hex(line["salt"], seals.SALT_BYTES):
        raise NotCanonical("A manifest line's salt is not 16 bytes in hex.")
    images, contests = line["images"], line["contests"]
    if not fits(_IMAGES, images):
        raise NotCanonical("A manifest line's images are not a list of hashes.")
    if not isinstance(contests, list) or not all(map(_is_reading, contests)):
        raise NotCanonical("A manifest line's contests are not a list of readings.")
    if len({reading[0] for reading in contests}) != len(contests):
        raise NotCanonical("A manifest line has one contest twice.")


def _is_reading(reading: object) -> bool:
    if not isinstance(reading, list) or len(reading) != _READING:
        return False
    contest, condition, machine = reading
    if not isinstance(machine, dict) or machine.keys() != _MACHINE:
        return False
    marks = machine["marks"]
    return (
        ident(contest)
        and (condition is None or (isinstance(condition, str) and condition in _CONDITIONS))
        and fits(_NAMES, machine["votes"])
        and _is_whole(machine["over"])
        and _is_whole(machine["under"])
        and isinstance(marks, list)
        and all(map(_is_mark, marks))
    )


def _is_whole(n: object) -> bool:
    return type(n) is int and 0 <= n <= canonical.MAX_INT


def _is_mark(mark: object) -> bool:
    match mark:
        case [choice, None]:
            return ident(choice)
        case [choice, density]:
            return ident(choice) and type(density) is int and 0 <= density <= _FULL
        case _:
            return False


def encode_manifest(lines: Iterable[Line]) -> bytes:
    """The manifest file: every line canonical, sorted by sheet, ended by LF.

    :raises NotCanonical: a line has the wrong shape, or one sheet stands there twice.
    """
    pairs = sorted((line["sheet"].encode("utf-8"), encode_line(line)) for line in lines)
    if any(a[0] == b[0] for a, b in pairwise(pairs)):
        raise NotCanonical("A manifest names one sheet twice.")
    return b"".join(raw + b"\n" for _, raw in pairs)


def decode_manifest(data: bytes) -> Iterator[Line]:
    """Read a manifest file line by line, strictly.

    :raises NotCanonical: a line is not canonical, has another shape, or is out of order.
    """
    if data and not data.endswith(b"\n"):
        raise NotCanonical("The manifest's last line has no end.")
    last: bytes | None = None
    for raw in data.removesuffix(b"\n").split(b"\n") if data else ():
        line = canonical.decode_shaped(raw)
        if not isinstance(line, dict):
            raise NotCanonical("A manifest line is not an object.")
        _check_line(line)
        sheet = line["sheet"].encode("utf-8")
        if last is not None and sheet <= last:
            raise NotCanonical(
                "The manifest's lines are not sorted by sheet, or one is there twice."
            )
        last = sheet
        yield line


def row_value(line: Line, contest: str) -> dict[str, Any]:
    """The row of one contest on one sheet: the value that is sealed.

    :raises KeyError: the sheet does not carry the contest.
    """
    for name, condition, machine in line["contests"]:
        if name == contest:
            row = dict(zip(_OF_SHEET, _sheet_of(line), strict=True))
            row["contest"], row["condition"], row["machine"] = contest, condition, machine
            row["remakes"] = None
            return row
    raise KeyError(contest)


def row_salt(origin: str, line: Line, contest: str) -> bytes:
    """The salt of a sheet's first row in one contest, from the line's own salt."""
    salt = from_hex(line["salt"], seals.SALT_BYTES)
    head = b"adjudicator/row/v1\n" + origin.encode() + b"\n"
    return sha256(head + salt + contest.encode("utf-8")).digest()[: seals.SALT_BYTES]


def row_opening(origin: str, line: Line, contest: str) -> Opening:
    """The row of one contest on one sheet, sealed: the seal is the case's name.

    :param line: of a manifest; what :func:`encode_line` has accepted.
    :raises KeyError: the sheet does not carry the contest.
    """
    value, salt = row_value(line, contest), row_salt(origin, line, contest)
    seal = contexts.seal(origin, salt, canonical.encode_again(value))
    return Opening(seal, salt.hex(), value)


def summarise(data: bytes, origin: str, contests: Collection[str]) -> ManifestSummary:
    """What the record may say of this manifest file, with the cases it gives.

    :param contests: the contests of the recount; flags of others make no case.
    :raises NotCanonical: the file is not a manifest.
    """
    lots: Counter[str] = Counter()
    flagged: Counter[tuple[str, str]] = Counter()
    rows: list[Opening] = []
    for line in decode_manifest(data):
        lots[line["lot"]] += 1
        for contest, condition, _ in line["contests"]:
            if condition is not None and contest in contests:
                flagged[contest, condition] += 1
                rows.append(row_opening(origin, line, contest))
    leaves = data.removesuffix(b"\n").split(b"\n") if data else []
    return ManifestSummary(
        digest=sha256(data).hexdigest(),
        root=merkle.root(leaves).hex(),
        lots=tuple(sorted(lots.items())),
        flagged=tuple(sorted((contest, what, n) for (contest, what), n in flagged.items())),
        rows=tuple(sorted(rows, key=lambda opening: opening.seal)),
    )
