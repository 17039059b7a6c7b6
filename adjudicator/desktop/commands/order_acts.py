"""Commands of orders, of the paper's way, and the incident that is noted anywhere."""

from adjudicator.desktop.commands.command import Command, Context

_ORDERS = "Motions and orders"
_PAPER = "The paper chosen"

ORDER_ACTS = (
    Command("app.incident", "Note an incident\u2026", ("Ctrl+I",), Context.GLOBAL, "Everywhere"),
    Command("orders.new", "New order or motion\u2026", ("Ctrl+M",), Context.ORDERS, _ORDERS),
    Command("orders.document", "Open the document", ("Ctrl+Return",), Context.ORDERS, _ORDERS),
    Command(
        "orders.handed_over",
        "Note what was handed over\u2026",
        ("Ctrl+E",),
        Context.ORDERS,
        _ORDERS,
    ),
    Command(
        "orders.tabulator_test",
        "Note a test of the tabulators\u2026",
        ("Ctrl+L",),
        Context.ORDERS,
        _ORDERS,
    ),
    Command("paper.send", "Send for it", ("S",), Context.PAPER, _PAPER),
    Command("paper.table", "It lies on the table", ("T",), Context.PAPER, _PAPER),
    Command("paper.back", "It went back", ("R",), Context.PAPER, _PAPER),
)
"""In the order of the key card.  Keys that record never repeat."""
