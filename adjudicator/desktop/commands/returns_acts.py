"""Commands of Returns, which stands beside every recount."""

from adjudicator.desktop.commands.command import Command, Context

_GROUP = "Returns"


def _act(name: str, label: str, key: str) -> Command:
    return Command(f"returns.{name}", label, (key,), Context.RETURNS, _GROUP)


RETURNS_ACTS = (
    Command(
        "returns.open",
        "Returns",
        ("Ctrl+Shift+U",),
        Context.GLOBAL,
        "Go to",
    ),
    _act("next_page", "Next page of Returns", "Ctrl+L"),
    _act("files", "Choose files of returns\u2026", "Ctrl+F"),
    _act("folder", "Choose a folder of returns\u2026", "Ctrl+G"),
    _act("load", "Load the returns", "Ctrl+Return"),
    _act("save", "Save what is shown\u2026", "Ctrl+S"),
    _act("leave", "Back to where you came from", "Ctrl+D"),
)
"""In the order of the key card."""
