"""Commands of My record, the Consistency report and the Tally."""

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
)
"""In the order of the key card."""
