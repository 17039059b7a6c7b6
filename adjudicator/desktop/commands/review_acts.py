"""Commands of Review: what do you see, propose, agree, object, go on."""

from adjudicator.desktop.commands.command import Command, Context

OBSERVER_KEYS = 6
"""Observers a station has keys for: F5 to F10."""
_SEE = "What do you see"
_TEAM = "The team"
_OBSERVERS = "Observers, by their place F5-F10"
_GO = "Go on"


def _act(
    name: str,
    label: str,
    group: str,
    *keys: str,
    repeats: bool = False,
    listed: bool = True,
) -> Command:
    return Command(
        f"review.{name}", label, keys, Context.REVIEW, group, repeats=repeats, listed=listed
    )


def _digits() -> tuple[Command, ...]:
    return tuple(
        _act(f"digit_{n}", f"Answer {n}", _SEE, str(n), listed=False) for n in range(1, 10)
    )


def observer_acts(prefix: str, context: Context) -> tuple[Command, ...]:
    """What observers can do, with the same keys wherever they sit: ``review``, ``docket``."""
    made: list[Command] = []
    for n in range(OBSERVER_KEYS):
        key, first = f"F{5 + n}", n == 0
        words = (
            (f"observer_{n + 1}_sign", "Sign: no objection since the last answer", key),
            (f"observer_{n + 1}_object", "Object, or withdraw it", f"Shift+{key}"),
            (f"observer_{n + 1}_away", "Away from the table, or back", f"Alt+{key}"),
            (f"observer_{n + 1}_decline", "Decline to sign", f"Ctrl+{key}"),
        )
        made.extend(
            Command(f"{prefix}.{name}", text, (k,), context, _OBSERVERS, listed=first)
            for name, text, k in words
        )
    return tuple(made)


REVIEW_ACTS = (
    *_digits(),
    _act("digit_0", "Nothing is marked", _SEE, "0"),
    _act("no_count", "Marks do not count", _SEE, "N"),
    _act("too_many", "Too many marked", _SEE, "O"),
    _act("struck_out", "Something is struck out", _SEE, "X"),
    _act("to_board", "We cannot agree: to the board", _SEE, "B"),
    _act("paper", "Image not good enough: fetch the paper", _SEE, "P"),
    _act("from_paper", "The paper lies on the table", _SEE, "E"),
    _act("up", "Up the list", _SEE, "Up", repeats=True),
    _act("down", "Down the list", _SEE, "Down", repeats=True),
    _act("choose", "Choose or take out the one pointed at", _SEE, "."),
    _act("back", "One step back", _SEE, "Backspace", "Esc"),
    _act("forward", "Not as instructed; more pictures", _SEE, "Right"),
    _act("take_away", "Yes, take the machine's vote away", _SEE, "Y"),
    _act("propose", "Propose this ruling (first member)", _TEAM, "Return"),
    _act("agree", "Agree, and record (second member)", _TEAM, "F2", "Enter"),
    _act("disagree", "We do not agree: to the board", _TEAM, "Shift+F2"),
    _act("revise", "Revise the last ruling", _TEAM, "U"),
    _act("reopen", "Reopen this closed case\u2026 (two officers)", _TEAM, "Ctrl+U"),
    _act("from_form", "Rulings come from the paper forms, or not", _TEAM, "Ctrl+Shift+F"),
    _act("wrong_place", "The outline is in the wrong place", _TEAM, "L"),
    _act("describe", "Describe the marks in words", _TEAM, "F4"),
    _act("next", "Next ballot", _GO, "PgDown", repeats=True),
    _act("previous", "Ballot before", _GO, "PgUp", repeats=True),
    _act("search", "Case number, or letters of a name", _GO, "/"),
    Command("review.precedents", "Rulings like this one", ("J",), Context.TABLE, _GO),
    Command(
        "review.print",
        "Print a copy of the last objection",
        ("Ctrl+P",),
        Context.TABLE,
        _OBSERVERS,
    ),
    *observer_acts("review", Context.REVIEW),
)
"""In the order of the key card.  Keys that record never repeat."""
