"""What a person is told when something cannot be done."""


class Refusal(Exception):  # noqa: N818 - the word people read
    """Something was not done: what happened, what is safe, what to do next.

    The command line prints the sentence and exits with :attr:`exit_code`; a screen shows it in
    place.
    """

    exit_code = 1
    """1: a person must act (see the handbook's list of exit codes)."""


class UsageError(Refusal):
    """The call or an input file is not usable; nothing was changed."""

    exit_code = 2


class RecordDoesNotHold(Refusal):
    """The record contradicts itself; nothing may be added to it."""

    exit_code = 3
