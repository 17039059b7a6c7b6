"""Commands of the screen References: where the contests of a ballot style stand."""

from adjudicator.desktop.commands.command import Command, Context

_DRAW, _MOVE, _LOOK = "Draw a reference page", "Move and size", "Look at the page"
_ARROWS = ("Left", "Right", "Up", "Down")
DIGITS = 9
"""Choices that a digit names; the others are chosen from the list."""


def _act(
    name: str,
    label: str,
    *keys: str,
    group: str = _DRAW,
    repeats: bool = False,
    listed: bool = True,
) -> Command:
    return Command(
        f"references.{name}",
        label,
        keys,
        Context.REFERENCES,
        group,
        repeats=repeats,
        listed=listed,
    )


def _moves() -> tuple[Command, ...]:
    made = []
    for arrow in _ARROWS:
        way = arrow.lower()
        made += [
            _act(f"move_{way}", f"Move {way}", arrow, group=_MOVE, repeats=True),
            _act(f"size_{way}", f"Size {way}", f"Shift+{arrow}", group=_MOVE, repeats=True),
            _act(f"nudge_{way}", f"Move {way}, finely", f"Alt+{arrow}", group=_MOVE, repeats=True),
            _act(
                f"trim_{way}",
                f"Size {way}, finely",
                f"Alt+Shift+{arrow}",
                group=_MOVE,
                repeats=True,
            ),
        ]
    return tuple(made)


REFERENCE_ACTS = (
    _act("box", "Draw the next contest's box", "B"),
    _act("right", "Look for targets; then: this is right", "Return"),
    _act("target", "Add a target", "T"),
    _act("drop", "Take away what is chosen", "Delete"),
    _act("next", "The next box or target", "N", repeats=True),
    _act("before", "The box or target before", "Shift+N", repeats=True),
    *(_act(f"choice_{n}", f"It stands for choice {n}", str(n), listed=False) for n in range(1, 10)),
    _act("rows", "Name the targets by rows", "R"),
    _act("columns", "Name the targets down the columns", "D"),
    _act("contest", "The box is another contest", "C"),
    _act("contest_before", "The box is the contest before", "Shift+C"),
    _act("print", "Find contests of other styles by their print", "F"),
    _act("undo", "One step back", "U", "Ctrl+Z"),
    _act("other_page", "Draw on another page of this style", "G"),
    _act("bring", "Bring in a scan of the blank page\u2026", "Ctrl+G"),
    _act("confirm", "Have it confirmed by a second person", "Ctrl+Return"),
    _act("agree", "Confirm, and record (second person)", "F2", "Enter"),
    _act("back", "Back to the drawing", "Backspace", "Esc"),
    *_moves(),
    _act("look_contest", "The contest", "Z", group=_LOOK),
    _act("look_width", "The width of the page", "W", group=_LOOK),
    _act("look_page", "The whole page", "A", group=_LOOK),
    _act("nearer", "Nearer", "+", "=", group=_LOOK, repeats=True),
    _act("farther", "Farther", "-", group=_LOOK, repeats=True),
)
"""In the order of the key card."""
