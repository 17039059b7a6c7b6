"""Commands of My record, the Consistency report, the Tally, the Reconciliation, the Record."""

from adjudicator.desktop.commands.command import Command, Context

REPORT_ACTS = (
    Command(
        "my_record.print", "Print one page", ("Ctrl+P",), Context.MY_RECORD, "The observer's record"
    ),
    Command(
        "my_record.next",
        "The next observer who sits here",
        ("Ctrl+L",),
        Context.MY_RECORD,
        "The observer's record",
    ),
    Command(
        "tally.next_side",
        "Official, or the next side's objections upheld",
        ("Ctrl+L",),
        Context.TALLY,
        "The tally",
    ),
    Command("tally.returns", "The returns on paper", ("Ctrl+P",), Context.TALLY, "The tally"),
    Command(
        "tally.close_contest", "Close this contest\u2026", ("Ctrl+E",), Context.TALLY, "The tally"
    ),
    Command(
        "reconciliation.keep",
        "Keep a list of expected ballots\u2026",
        ("Ctrl+K",),
        Context.RECONCILIATION,
        "The reconciliation",
    ),
    Command(
        "reconciliation.explain",
        "Let the board explain a difference\u2026",
        ("Ctrl+E",),
        Context.RECONCILIATION,
        "The reconciliation",
    ),
    Command(
        "reconciliation.note",
        "Note what is known of a place\u2026",
        ("Ctrl+L",),
        Context.RECONCILIATION,
        "The reconciliation",
    ),
    Command(
        "record.verify",
        "Verify the record\u2026",
        ("Ctrl+Shift+V",),
        Context.RECORD,
        "The record",
    ),
    Command(
        "record.heads",
        "Heads, exports, what was compared\u2026",
        ("Ctrl+Shift+H",),
        Context.RECORD,
        "The record",
    ),
    Command("record.export", "Export the record\u2026", ("Ctrl+E",), Context.RECORD, "The record"),
)
"""In the order of the key card."""
