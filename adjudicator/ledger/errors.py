"""What can go wrong with a record, sorted by what the caller must do about it."""

import re
from collections.abc import Mapping

_MARKED = re.compile("\x02([^\x03]*)\x03")


def by_id(person: str) -> str:
    """A person in a sentence of :class:`Refused`: by id, for the record seals their name.

    The place is marked, so that whoever knows the names can put them there and nowhere else.
    """
    return f"\x02{person}\x03"


class LedgerError(Exception):
    """Any failure of the record's bytes or rules."""


class NotCanonical(LedgerError, ValueError):  # noqa: N818 - named for what happened
    """Bytes or a value that canonical JSON cannot hold, or that are written another way.

    The text is one sentence that says what is wrong.
    """


class MadeByNewerVersion(LedgerError):  # noqa: N818 - named for what happened
    """An unknown ``v``, kind or field: the record may be sound, this program is too old for it."""


class BadKey(LedgerError, ValueError):  # noqa: N818 - named for what happened
    """A public key, signature or key file that must not be used; the text says why."""


class Refused(LedgerError):  # noqa: N818 - named for what happened
    """An act that may not be appended.

    ``code`` is a stable word for programs (``seen``, ``prior``, ``rights`` ...); ``what`` says what
    is wrong, as a clause without a final stop; ``todo`` says what to do next, as a sentence.
    People stand in both as :func:`by_id` gives them.
    """

    def __init__(self, code: str, what: str, todo: str = "Look at the case again.") -> None:
        """Keep the code, the fact and the advice, and build the sentence people read."""
        self.code = code
        self.what = _MARKED.sub(r"\1", what)
        self.todo = _MARKED.sub(r"\1", todo)
        self._marked = _sentence(what, todo)
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do next; people by their ids."""
        return _sentence(self.what, self.todo)

    def told(self, names: Mapping[str, str]) -> str:
        """The sentence with people by their names, as far as these are known."""
        return _MARKED.sub(lambda found: names.get(found[1], found[1]), self._marked)


def _sentence(what: str, todo: str) -> str:
    return f"Not recorded: {what}. Nothing was lost. {todo}"


class Malformed(Refused):
    """A body or envelope whose shape is not the one its kind has in format 1."""

    def __init__(self, what: str) -> None:
        """Refuse with the code ``encoding``."""
        super().__init__("encoding", what, "Please report this to the maker of the program.")


class AlreadyRecorded(LedgerError):  # noqa: N818 - named for what happened
    """The same act was recorded before (same nonce, same body but ``seen``): a safe retry."""

    def __init__(self, index: int) -> None:
        """Name the entry that holds the act."""
        self.index = index
        super().__init__(f"This act is already recorded as entry {index}.")
