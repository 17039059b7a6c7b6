"""Commands that lead from screen to screen, and those of the recount and the look."""

from adjudicator.desktop.commands.command import Command, Context

_GO = "Go to"
_RECOUNT = "The recount"
_LOOK = "The look"


def _go(name: str, label: str, *keys: str) -> Command:
    return Command(f"go.{name}", label, keys, Context.GLOBAL, _GO)


SCREEN_ACTS = (
    _go("start", "Start", "Ctrl+Shift+S"),
    _go("overview", "Overview", "Ctrl+Shift+O"),
    _go("review", "Review", "Ctrl+Shift+B"),
    _go("grid", "Blank grid", "Ctrl+Shift+X"),
    _go("docket", "Docket", "Ctrl+Shift+K"),
    _go("second_look", "Second look", "Ctrl+Shift+N"),
    _go("orders", "Orders", "Ctrl+Shift+M"),
    _go("paper", "Paper", "Ctrl+Shift+G"),
    _go("papers", "Papers", "Ctrl+Shift+D"),
    _go("import", "Import", "Ctrl+Shift+I"),
    _go("references", "References", "Ctrl+Shift+W"),
    _go("reconciliation", "Reconciliation", "Ctrl+Shift+L"),
    _go("tally", "Tally", "Ctrl+Shift+T"),
    _go("record", "Record", "Ctrl+Shift+R"),
    _go("my_record", "My record", "Ctrl+Shift+Y"),
    _go("consistency", "Consistency", "Ctrl+Shift+C"),
    _go("people", "People", "Ctrl+Shift+P"),
    _go("cases", "Cases by what was found\u2026", "Ctrl+Shift+Z"),
    _go("next", "Next screen", "Ctrl+PgDown"),
    _go("previous", "Screen before", "Ctrl+PgUp"),
    Command("recount.new", "New recount\u2026", ("Ctrl+N",), Context.GLOBAL, _RECOUNT),
    Command("recount.open", "Open a folder\u2026", ("Ctrl+O",), Context.GLOBAL, _RECOUNT),
    Command("recount.leave", "Close this recount", ("Ctrl+W",), Context.GLOBAL, _RECOUNT),
    Command("recount.status_file", "Status file for the state\u2026", (), Context.GLOBAL, _RECOUNT),
    Command("app.quit", "Quit", ("Ctrl+Q",), Context.GLOBAL, _RECOUNT),
    Command("app.light", "Light", (), Context.GLOBAL, _LOOK),
    Command("app.dark", "Dark", (), Context.GLOBAL, _LOOK),
    Command("app.high_contrast", "High contrast", (), Context.GLOBAL, _LOOK),
    Command("app.about", "About this program\u2026", ("F1",), Context.GLOBAL, _LOOK),
    Command("app.refresh", "Read everything anew", ("Ctrl+R",), Context.GLOBAL, _LOOK),
)
"""Heard on every screen.  Ctrl with a digit stays free for the board's votes."""
