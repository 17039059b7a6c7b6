"""The card a person takes along after enrolment: who they are here, how to sign in, what to keep.

A passphrase is on it only if one was proposed and the caller hands it over for this one printing;
it stands on a strip of its own, to be torn off.
"""

from dataclasses import dataclass

from adjudicator.interchange.papers.blanks import section
from adjudicator.interchange.papers.items import Area, Page, Rule
from adjudicator.interchange.papers.sheet import (
    BODY,
    GUTTER,
    LABEL,
    SMALL,
    STRONG,
    THIN,
    TITLE,
    VALUE,
    Align,
    Composer,
    Style,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import Face

_KEY = Style(Face.BOLD, 30, 11, Align.CENTRE)
_SIGN_IN = (
    "Press F3 at the table where you sit, choose your name, and type your passphrase.",
    "Then your key alone is enough; a close and the end of a sitting ask for the passphrase again.",
    "When you leave, sign out. The station locks when nobody is there.",
)
_KEEP = (
    "Keep your passphrase to yourself. Nobody of the board or the staff ever asks for it.",
    "Forgotten? Two officers give you a new key. What you signed before stays good.",
    "Keep this card. It tells nobody your passphrase.",
)


@dataclass(frozen=True, slots=True)
class EnrolmentCard:
    """What the card says."""

    stamp: Stamp
    person: str
    """The person's id in the record."""
    name: str
    role: str
    party: str = ""
    table: str = ""
    key: str = ""
    """Their key on the keyboard, as ``F5`` or ``Return``; empty: as the screen shows."""
    key_words: str = ""
    """What the key does, in a sentence."""
    proposed: str | None = None
    """A proposed passphrase, printed this once; ``None`` prints none."""

    def pages(self) -> tuple[Page, ...]:
        """One page."""
        composer = Composer(self.stamp, "Enrolment card", about=self.person)
        composer.title(self.name, TITLE.at(30), most=76, gap=4)
        _facts(composer, self)
        section(composer, "How to sign in", need=80, gap=10)
        _steps(composer, _SIGN_IN)
        section(composer, "What to keep", need=80, gap=10)
        _steps(composer, _KEEP)
        if self.proposed is not None:
            _strip(composer, self.name, self.proposed)
        return composer.pages()


def _facts(composer: Composer, card: EnrolmentCard) -> None:
    area = composer.take(96, 4)
    left, right = area.columns(5, 3, gap=GUTTER)
    facts = [("Role", card.role), ("For", card.party), ("Table", card.table), ("Id", card.person)]
    told = [fact for fact in facts if fact[1]]
    for place, (label, value) in enumerate(told):
        row, column = divmod(place, 2)
        cell = Area(left.left, left.top + row * 44, left.width, 42).columns(1, 1, gap=12)[column]
        composer.sheet.field(cell, label, value, VALUE)
    composer.sheet.frame(right, STRONG)
    inner = right.inset(8, 6)
    end = composer.sheet.text(
        Area(inner.left, inner.top, inner.width, LABEL.line),
        "Your key" if card.key else "Your key stands beside your name on the screen",
        LABEL.to(Align.CENTRE).at(9, 6),
    )
    key = Area(inner.left, end, inner.width, 40)
    composer.sheet.text(key, card.key or "F3", _KEY)
    words = card.key_words if card.key else "signs you in"
    below = Area(inner.left, key.bottom, inner.width, inner.bottom - key.bottom)
    composer.sheet.text(below, words, SMALL.to(Align.CENTRE).at(9, 7))


def _steps(composer: Composer, steps: tuple[str, ...]) -> None:
    for n, step in enumerate(steps, start=1):
        area = Area(composer.body.left, composer.y, composer.body.width, 30)
        left, right = area.columns(14, area.width - 14, gap=6)
        composer.sheet.text(left, str(n), Style(Face.BOLD, 11, 9))
        composer.y = composer.sheet.text(right, step, BODY) + 4


def _strip(composer: Composer, name: str, proposed: str) -> None:
    composer.need(130)
    composer.y += 26
    left, right = composer.body.left, composer.body.right
    composer.sheet.items.append(Rule(left, composer.y, right, composer.y, THIN, dashed=True))
    composer.y += 6
    words = "Tear off here once the passphrase is known by heart, and destroy this strip."
    composer.paragraph(words, SMALL, most=14, gap=12)
    composer.paragraph(f"Proposed passphrase of {name}", LABEL, most=12, gap=2)
    composer.paragraph(proposed, Style(Face.MONO_BOLD, 20, 10), most=56, gap=6)
    words = "Printed once; it is kept nowhere. Another of your own choice is as good."
    composer.paragraph(words, SMALL, most=26)
