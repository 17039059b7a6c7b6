"""The screens of an open recount, in the order of the menus; each is made when first wanted."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.import_screen import ImportScreen
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.screen import Host

ScreenMaker = Callable[[Desk, Host], QWidget]

SCREENS: dict[str, ScreenMaker] = {
    "overview": OverviewScreen,
    "import": ImportScreen,
    "people": PeopleScreen,
}
"""By the last part of the command that leads there: ``go.people``."""
