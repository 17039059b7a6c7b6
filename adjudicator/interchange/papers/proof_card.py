"""The card people take home: the record as it stood at one moment, and how to hold us to it.

It is the same page whenever it is printed: nothing of the time of printing stands on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.interchange.papers.codes import QUIET_DOTS, dots
from adjudicator.interchange.papers.items import Area, Page
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    LABEL,
    STRONG,
    TITLE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_CODE = Style(Face.MONO_BOLD, 43, 24, Align.CENTRE)
_ROOT = Style(Face.MONO_BOLD, 16, 10, Align.CENTRE)
_HASH = Style(Face.MONO, 9.5, 7)
_STEP = BODY.at(10.5, 8)
_SMALL = Style(Face.TEXT, 9, 7)
_HEAD = Style(Face.BOLD, 12, 10)
_SQUARE = 148.0
_ROW = 10.5
_COLUMNS = 3
_MOST = 36
"""People who are named one by one; of more, those who did not cosign are counted."""
_GROUP = 4


@dataclass(frozen=True, slots=True)
class CardSigner:
    """One person of the roster, and how they stood to the head."""

    name: str
    """With role and side: ``Judge Kelly, Chair``."""
    stood: str
    """``cosigned 2018-11-17 21:14:03 UTC``, ``was here, did not cosign``."""
    signed: bool


@dataclass(frozen=True, slots=True)
class ProofCard:
    """What the card says."""

    stamp: Stamp
    kind: str
    """``Opening card``, ``Pile card``, ``Pile card 2``."""
    title: str
    """Whose recount: county and election."""
    moment: str
    """What the card fixes, in a sentence."""
    origin: str
    entries: int
    root: str
    """The whole hash of the head, 64 hex digits."""
    body: str
    """The checkpoint's text, ended by a line feed; the square holds exactly this."""
    file: str
    """The name of the file that goes with it: ``opening.tlog-proof``."""
    verifier: str
    """SHA-256 of the verifier, as entry 0 names it; empty if it names none."""
    signers: tuple[CardSigner, ...]

    @property
    def square(self) -> tuple[str, ...]:
        """The lines the square code holds, the last one empty."""
        return tuple(self.body.split("\n"))

    @property
    def groups(self) -> tuple[str, ...]:
        """The root in sixteen groups of four hex digits."""
        return tuple(self.root[n : n + _GROUP].upper() for n in range(0, len(self.root), _GROUP))

    def pages(self) -> tuple[Page, ...]:
        """One page."""
        composer = Composer(self.stamp, self.kind, about=self.file)
        composer.title(self.title, TITLE, most=40, gap=2)
        composer.paragraph(self.moment, BODY, most=44, gap=6)
        _code(composer, self)
        _square(composer, self)
        _steps(composer, self)
        _signers(composer, self.signers)
        return composer.pages()


def _code(composer: Composer, card: ProofCard) -> None:
    words = f"Record code at {card.entries:,} entries"
    composer.sheet.text(composer.take(LABEL.line + 1, 1), words, LABEL)
    box = composer.take(58, 8)
    composer.sheet.frame(box, STRONG)
    composer.sheet.text(box.inset(4, 3), card.stamp.record_code, _CODE)


def _square(composer: Composer, card: ProofCard) -> None:
    """The square code, and beside it the same in letters."""
    area = composer.take(_SQUARE, 8)
    square = Area(area.left, area.top, _SQUARE, _SQUARE)
    composer.sheet.square_code(square, dots(card.square), QUIET_DOTS)
    beside = Area(square.right + GUTTER, area.top, area.right - square.right - GUTTER, area.height)
    line = Area(beside.left, beside.top, beside.width, LABEL.line)
    top = composer.sheet.text(line, "The whole hash (root) of these entries", LABEL) + 2
    for n in range(0, len(card.groups), _GROUP):
        row = Area(beside.left, top, beside.width, 21)
        columns = row.columns(1, 1, 1, 1, gap=6)
        for group, column in zip(card.groups[n : n + _GROUP], columns, strict=False):
            composer.sheet.text(column, group, _ROOT)
        top += 21
    below = Area(beside.left, top + 4, beside.width, 26)
    top = composer.sheet.field(below, "The record's own name", card.origin, _HASH)
    words = "The square holds name, number of entries and root. A photograph of it is as good."
    composer.sheet.text(Area(beside.left, top + 2, beside.width, 26), words, _SMALL)


def _steps(composer: Composer, card: ProofCard) -> None:
    sheet = composer.sheet
    sheet.text(composer.take(_HEAD.line, 2), "How to hold the county to it", _HEAD)
    for n, step in enumerate(steps(card), start=1):
        area = Area(composer.body.left, composer.y, composer.body.width, 42)
        left, right = area.columns(14, area.width - 14, gap=6)
        sheet.text(left, str(n), Style(Face.BOLD, 10.5, 9))
        composer.y = sheet.text(right, step, _STEP) + 2
        if n == _VERIFIER_STEP:
            line = Area(right.left, composer.y, right.width, 12)
            told = card.verifier or "(the record names no verifier)"
            composer.y = sheet.text(line, told, _HASH) + 3
    composer.y += 4


_VERIFIER_STEP = 3


def steps(card: ProofCard) -> tuple[str, ...]:
    """How to check, in plain words."""
    return (
        (
            f"Keep this page or a photograph of it, and the file {card.file}, where the county "
            "cannot reach them. Nobody can make another record that fits them."
        ),
        "Later, ask for an export of the record. It is yours to check on any computer.",
        (
            "Take the checking program verify_recount.py from the program's release, not from the "
            "county. This is the release's when its SHA-256 is:"
        ),
        (
            f"Run: python3 verify_recount.py EXPORT --anchor {card.file} (or, from this page "
            f"alone: --anchor {card.stamp.record_code})."
        ),
        (
            'It must answer "holds, and contains all you kept". Then every entry up to this page '
            "is exactly as it was, and every later one is signed. If it answers anything else, "
            "change nothing, keep both, and show this page to the board and to your lawyer."
        ),
    )


def _signers(composer: Composer, signers: Sequence[CardSigner]) -> None:
    sheet = composer.sheet
    sheet.text(composer.take(_HEAD.line, 2), "Who stands behind it", _HEAD)
    shown = _shown(signers, composer.rest.height)
    rows = -(-len(shown) // _COLUMNS)
    area = composer.take(rows * 2 * _ROW)
    for n, signer in enumerate(shown):
        column = area.columns(1, 1, 1, gap=10)[n // rows]
        top = area.top + n % rows * 2 * _ROW
        name = Area(column.left, top, column.width, _ROW)
        face = Face.BOLD if signer.signed else Face.TEXT
        end = sheet.text(name, signer.name, Style(face, 8.2, 6.5))
        sheet.text(Area(column.left, end, column.width, _ROW), signer.stood, _SMALL.at(7.8, 6.5))


def _shown(signers: Sequence[CardSigner], room: float) -> list[CardSigner]:
    """As many as there is room for, those who cosigned first; the last line counts the rest."""
    most = min(_MOST, max(1, int(room // (2 * _ROW))) * _COLUMNS)
    if len(signers) <= most:
        return list(signers)
    kept, rest = signers[: most - 1], signers[most - 1 :]
    signed = sum(one.signed for one in rest)
    told = f"{signed} of them cosigned" if signed else "none of them cosigned"
    return [*kept, CardSigner(f"and {len(rest)} others", told, signed=False)]
