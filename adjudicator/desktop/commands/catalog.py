"""The catalogue of commands.  A screen's own commands stand in a module of their own."""

from adjudicator.desktop.commands.ballot_acts import BALLOT_ACTS
from adjudicator.desktop.commands.docket_acts import DOCKET_ACTS
from adjudicator.desktop.commands.global_acts import GLOBAL_ACTS
from adjudicator.desktop.commands.grid_acts import GRID_ACTS
from adjudicator.desktop.commands.look_acts import LOOK_ACTS
from adjudicator.desktop.commands.order_acts import ORDER_ACTS
from adjudicator.desktop.commands.papers_acts import PAPERS_ACTS
from adjudicator.desktop.commands.practice_acts import PRACTICE_ACTS
from adjudicator.desktop.commands.reference_acts import REFERENCE_ACTS
from adjudicator.desktop.commands.report_acts import REPORT_ACTS
from adjudicator.desktop.commands.returns_acts import RETURNS_ACTS
from adjudicator.desktop.commands.review_acts import REVIEW_ACTS
from adjudicator.desktop.commands.screen_acts import SCREEN_ACTS
from adjudicator.desktop.commands.state_acts import STATE_ACTS
from adjudicator.desktop.commands.table import CommandTable

COMMANDS = (
    *REVIEW_ACTS,
    *GRID_ACTS,
    *DOCKET_ACTS,
    *LOOK_ACTS,
    *ORDER_ACTS,
    *PAPERS_ACTS,
    *REPORT_ACTS,
    *REFERENCE_ACTS,
    *BALLOT_ACTS,
    *GLOBAL_ACTS,
    *SCREEN_ACTS,
    *PRACTICE_ACTS,
    *RETURNS_ACTS,
    *STATE_ACTS,
)
"""Every command of the program."""


def default_table() -> CommandTable:
    """All commands with the keys the program comes with."""
    return CommandTable(COMMANDS)
