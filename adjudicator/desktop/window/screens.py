"""The screens of an open recount, in the order of the menus; each is made when first wanted."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.consistency.consistency_screen import ConsistencyScreen
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.entries.record_screen import RecordScreen
from adjudicator.desktop.importing.import_screen import ImportScreen
from adjudicator.desktop.my_record.my_record_screen import MyRecordScreen
from adjudicator.desktop.orders.orders_screen import OrdersScreen
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.papers.papers_screen import PapersScreen
from adjudicator.desktop.papers_out.paper_screen import PaperScreen
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.reconciliation.reconciliation_screen import ReconciliationScreen
from adjudicator.desktop.references.screen import ReferencesScreen
from adjudicator.desktop.screen import Host
from adjudicator.desktop.second_look.page import SecondLookPage
from adjudicator.desktop.tally.tally_screen import TallyScreen
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.grid_page import GridPage
from adjudicator.desktop.window.review_page import ReviewPage

ScreenMaker = Callable[[Desk, Host, CommandTable], QWidget]


def _plain(made: Callable[[Desk, Host], QWidget]) -> ScreenMaker:
    """A screen that makes no actions of its own."""
    return lambda desk, host, _table: made(desk, host)


SCREENS: dict[str, ScreenMaker] = {
    "overview": _plain(OverviewScreen),
    "review": ReviewPage,
    "grid": GridPage,
    "docket": DocketScreenPage,
    "second_look": SecondLookPage,
    "orders": OrdersScreen,
    "paper": PaperScreen,
    "papers": PapersScreen,
    "import": _plain(ImportScreen),
    "references": ReferencesScreen,
    "reconciliation": ReconciliationScreen,
    "tally": TallyScreen,
    "record": RecordScreen,
    "my_record": MyRecordScreen,
    "consistency": ConsistencyScreen,
    "people": _plain(PeopleScreen),
}
"""By the last part of the command that leads there: ``go.people``."""
