"""Where a recount opens and a person's work begins.

Who signs in first at a station is shown the screen their work begins on.

Teams are taken to the next batch, members to the docket, observers to their own record, clerks to
the Overview.  Only from the Overview, on which a recount opens: whoever signs in on another screen
has gone there already and stays.
"""

from collections.abc import Callable

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.screen import Host
from adjudicator.desktop.window.foot import open_elsewhere
from adjudicator.domain.people import Person, Role


def land(host: Host, person: Person) -> None:
    """Show this person the screen their work begins on."""
    if person.on_board:
        host.show_docket()
    elif person.role is Role.TEAM:
        host.show_review(None)
    elif person.role is Role.OBSERVER:
        host.show_screen("my_record")


def tell_elsewhere(desk: Desk, note: Callable[[str], object], said: str) -> None:
    """Say once, where a recount is opened, that it is open in another window too.

    :param said: what stands on the first screen already, and stays there.
    """

    def told(sentence: str) -> None:
        if sentence:
            note(f"{said} {sentence}".strip())

    desk.ask(open_elsewhere, told, urgent=False)
