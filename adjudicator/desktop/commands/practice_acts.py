"""Commands of practice, besides those of Review, which are the same as at the table."""

from adjudicator.desktop.commands.command import Command, Context

_GROUP = "Practice"


def _act(name: str, label: str, *keys: str) -> Command:
    return Command(f"practice.{name}", label, keys, Context.PRACTICE, _GROUP)


PRACTICE_ACTS = (
    Command(
        "practice.begin",
        "Practice on drawn ballots",
        ("Ctrl+Shift+A",),
        Context.GLOBAL,
        "Go to",
    ),
    _act("stop", "Stop here: the result so far", "Ctrl+E"),
    _act("look_again", "Look again at the ballot chosen", "Ctrl+L"),
    _act("file", "File the result as training given\u2026", "Ctrl+F"),
    _act("again", "Practise again, on other ballots", "Ctrl+G"),
    _act("leave", "Leave practice", "Ctrl+D"),
)
"""Heard beside the keys of Review and of the ballot."""
