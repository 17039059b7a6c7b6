"""What can go wrong with a record, sorted by what the caller must do about it."""


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
    """

    def __init__(self, code: str, what: str, todo: str = "Look at the case again.") -> None:
        """Keep the code, the fact and the advice, and build the sentence people read."""
        self.code = code
        self.what = what
        self.todo = todo
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do next."""
        return f"Not recorded: {self.what}. Nothing was lost. {self.todo}"


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
