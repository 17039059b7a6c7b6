"""The seed of the work order: drawn in public, typed in as it was read aloud.

Dice, lots or cards decide; the text that was read aloud stands in the record, and the seed is the
SHA-256 of that text.  Anyone who was there can work it out again: ``printf '%s' 'TEXT' |
sha256sum``.
"""

from dataclasses import dataclass
from hashlib import sha256

from adjudicator.services.errors import UsageError

BY_THE_PROGRAM = "by the program, from the system's randomness"
LEAST = 20
"""Signs of a drawing, spaces left out: twenty dice are more orders than anybody could try."""
_MOST, _MOST_HOW = 400, 200
USUAL = "Dice thrown in public"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A seed and how it was drawn, as the record holds them."""

    seed: str
    """64 hex digits."""
    words: str


def read_aloud(text: str) -> str:
    """The text as it is hashed: one space between words, none around them."""
    return " ".join(text.split())


def drawing_problem(text: str) -> str:
    """Why nothing is drawn from this text, in a sentence; empty if it can be."""
    plain = read_aloud(text)
    signs = len(plain.replace(" ", ""))
    if not plain.isascii() or not plain.isprintable():
        return "What was drawn is typed with plain letters, digits and signs, without accents."
    if signs < LEAST:
        return (
            f"What was drawn has {signs} of at least {LEAST} letters or digits. Throw more dice "
            "and add what they show."
        )
    if len(plain) > _MOST:
        return f"What was drawn is {len(plain)} signs long; at most {_MOST} are kept."
    return ""


def drawn_from(text: str, how: str = USUAL) -> Drawn:
    """The seed that follows from what was drawn.

    :param text: as it was read aloud, such as ``3 1 6 2 ...``.
    :param how: such as ``Dice thrown in public``.
    :raises UsageError: it is too short or too long, or has signs that keyboards write differently.
    """
    how = read_aloud(how).rstrip(".:") or USUAL
    problem = drawing_problem(text)
    if not problem and len(how) > _MOST_HOW:
        problem = f"How it was drawn is {len(how)} signs long; at most {_MOST_HOW} are kept."
    if problem:
        raise UsageError(f"{problem} Nothing was changed.")
    plain = read_aloud(text)
    words = f'{how}: "{plain}". The seed is the SHA-256 of the text between the quotation marks'
    return Drawn(sha256(plain.encode()).hexdigest(), words)
