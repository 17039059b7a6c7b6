"""Commands of the papers to print."""

from adjudicator.desktop.commands.command import Command, Context

_PAPERS = "Papers to print"

PAPERS_ACTS = (
    Command("papers.make", "Make the paper chosen", ("Ctrl+M",), Context.PAPERS, _PAPERS),
    Command("papers.open", "Open the file chosen", ("Ctrl+Return",), Context.PAPERS, _PAPERS),
    Command("papers.print", "Print the file chosen", ("Ctrl+P",), Context.PAPERS, _PAPERS),
    Command("papers.upload", "File for the state\u2026", ("Ctrl+E",), Context.PAPERS, _PAPERS),
)
"""In the order of the key card."""
