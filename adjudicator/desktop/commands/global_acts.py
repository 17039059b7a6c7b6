"""Commands heard on every screen."""

from adjudicator.desktop.commands.command import Command, Context

_GROUP = "Everywhere"

GLOBAL_ACTS = (
    Command("app.keys", "This key card", ("?",), Context.GLOBAL, _GROUP),
    Command("app.sign_in", "Sign in or out", ("F3",), Context.GLOBAL, _GROUP),
    Command("app.lock", "Lock this station", ("Ctrl+Alt+L",), Context.GLOBAL, _GROUP),
    Command("app.hand_over", "Hand over this batch\u2026", ("Ctrl+Alt+H",), Context.GLOBAL, _GROUP),
    Command("app.larger_text", "Larger text", ("Ctrl+Shift+Up",), Context.GLOBAL, _GROUP),
    Command("app.smaller_text", "Smaller text", ("Ctrl+Shift+Down",), Context.GLOBAL, _GROUP),
)
