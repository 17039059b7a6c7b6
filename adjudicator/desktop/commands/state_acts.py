"""Commands of the state's page, which stands beside every recount."""

from adjudicator.desktop.commands.command import Command, Context

_GROUP = "The state"


def _act(name: str, label: str, key: str) -> Command:
    return Command(f"state.{name}", label, (key,), Context.STATE, _GROUP)


STATE_ACTS = (
    Command("state.open", "The state", ("Ctrl+Shift+J",), Context.GLOBAL, "Go to"),
    _act("next_page", "Next page of the state", "Ctrl+L"),
    _act("files", "Choose files\u2026", "Ctrl+F"),
    _act("folder", "Choose a folder\u2026", "Ctrl+G"),
    _act("load", "Verify and add up", "Ctrl+Return"),
    _act("type", "Type figures of a county\u2026", "Ctrl+T"),
    _act("save", "Save what is shown\u2026", "Ctrl+S"),
    _act("leave", "Back to where you came from", "Ctrl+D"),
)
"""In the order of the key card."""
