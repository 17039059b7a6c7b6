"""Commands that say what is seen on a ballot, and those of observers, wherever people rule."""

from adjudicator.desktop.commands.command import Command, Context

OBSERVER_KEYS = 6
"""Observers a station has keys for: F5 to F10."""
SEE = "What do you see"
OBSERVERS = "Observers, by their place F5-F10"
_DIGITS = tuple((f"digit_{n}", f"Answer {n}", (str(n),)) for n in range(1, 10))
_FIRST = (
    ("digit_0", "Nothing is marked", ("0",)),
    ("no_count", "Marks do not count", ("N",)),
    ("too_many", "Too many marked", ("O",)),
    ("struck_out", "Something is struck out", ("X",)),
)
_REST = (
    ("from_paper", "The paper lies on the table", ("E",)),
    ("up", "Up the list", ("Up",)),
    ("down", "Down the list", ("Down",)),
    ("choose", "Choose or take out the one pointed at", (".",)),
    ("back", "One step back", ("Backspace", "Esc")),
    ("forward", "Not as instructed; more pictures", ("Right",)),
    ("take_away", "Yes, take the machine's vote away", ("Y",)),
)
_REPEATS = frozenset({"up", "down"})
PANEL_NAMES = tuple(name for name, _, _ in (*_DIGITS, *_FIRST, *_REST))
"""The commands of the panel, without the prefix of the screen they stand on."""
DIGITS = tuple(name for name in PANEL_NAMES if name.startswith("digit_"))
"""Those that answer with a number."""


def panel_acts(prefix: str, context: Context, *beside: Command) -> tuple[Command, ...]:
    """What is said of a ballot, under the same keys on every screen: ``review``, ``docket``.

    :param beside: further things to be seen there, after those every screen has.
    """

    def made(name: str, label: str, keys: tuple[str, ...]) -> Command:
        return Command(
            f"{prefix}.{name}",
            label,
            keys,
            context,
            SEE,
            repeats=name in _REPEATS,
            listed=name not in DIGITS or name == "digit_0",
        )

    first = tuple(made(*row) for row in (*_DIGITS, *_FIRST))
    return (*first, *beside, *(made(*row) for row in _REST))


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
            Command(f"{prefix}.{name}", text, (k,), context, OBSERVERS, listed=first)
            for name, text, k in words
        )
    return tuple(made)
