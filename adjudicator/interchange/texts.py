r"""Text from other programs: made safe to sign, and compared the way people compare it.

The record signs strings without control characters but ``\n``, so every text that may end up in
it passes through :func:`clean_text` or is refused by :func:`is_clean_id`.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adjudicator.interchange.printable import HIDDEN
from adjudicator.interchange.problems import closest

_LONGEST_ID = 200
_KEPT_GUESSES = 1000
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that are drawn as nothing."""


def clean_text(text: str) -> str:
    r"""The text with line ends as ``\n``, tabs as blanks and other control characters left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or not _is_control(c)).strip()


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"}


def is_clean_id(text: str) -> bool:
    """Whether a text can name something: not empty, not too long, no control characters."""
    return (
        0 < len(text) <= _LONGEST_ID
        and text == text.strip()
        and not any(_is_control(c) for c in text)
    )


def hidden_character(text: str) -> str:
    """The first character nobody can see in a text, or that turns its letters round, in words.

    A name with one looks on every screen and paper like another name.  Line ends and tabs are no
    such characters: they are seen, and made blanks.

    :returns: such as ``U+202E (right-to-left override)``; empty if there is none.
    """
    for char in text:
        hidden = unicodedata.category(char) in HIDDEN or char in _BLANK_LETTERS
        if (hidden or "VARIATION SELECTOR" in unicodedata.name(char, "")) and char not in "\t\n\r":
            name = unicodedata.name(char, "a control character").lower()
            return f"U+{ord(char):04X} ({name})"
    return ""


def folded(text: str) -> str:
    """The text as it is compared: case, accents' encoding, punctuation and blanks do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


@dataclass(slots=True)
class Names:
    """Finds an id by any of its names: exactly first, then as :func:`folded` compares."""

    labels: tuple[str, ...] = ()
    """What to suggest from: the names people know."""
    _exact: dict[str, set[str]] = field(default_factory=dict)
    _folded: dict[str, set[str]] = field(default_factory=dict)
    _guesses: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Mapping[str, Iterable[str]]) -> "Names":
        """Build from id to its names; the id itself is always one of them."""
        self = cls()
        labels: list[str] = []
        for id_, others in names.items():
            spellings = [id_, *(o for o in others if o)]
            labels.append(spellings[min(1, len(spellings) - 1)])
            for name in spellings:
                self._exact.setdefault(name, set()).add(id_)
                self._folded.setdefault(folded(name), set()).add(id_)
        self.labels = tuple(dict.fromkeys(labels))
        return self

    def find(self, text: str) -> str | None:
        """The id meant, or ``None`` where no name or more than one fits."""
        for ids in (self._exact.get(text), self._folded.get(folded(text))):
            if ids is not None and len(ids) == 1:
                return next(iter(ids))
        return None

    def complaint(self, text: str, what: str) -> str:
        """The sentence for a text :meth:`find` does not know.

        ``what`` completes *... is not*: ``a precinct of this election``.
        """
        many = self._exact.get(text) or self._folded.get(folded(text))
        if many:
            ids = ", ".join(sorted(many))
            return f'"{text}" is the name of more than one of them; write the id instead: {ids}.'
        if text not in self._guesses:
            # A file with one misspelling has it in thousands of rows; the look-up is slow.
            if len(self._guesses) > _KEPT_GUESSES:
                self._guesses.clear()
            self._guesses[text] = closest(text, self.labels)
        guess = self._guesses[text]
        hint = f' Did you mean "{guess}"?' if guess is not None else self._known()
        return f'"{text}" is not {what}.{hint}'

    def _known(self) -> str:
        few = 12
        if not self.labels or len(self.labels) > few:
            return ""
        return f" Known are: {', '.join(self.labels)}."
