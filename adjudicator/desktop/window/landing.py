"""Where a person's work begins: shown to whoever signs in first at a station.

Teams are taken to the next batch, members to the docket, observers to their own record, clerks to
the Overview.  Only from the Overview, on which a recount opens: whoever signs in on another screen
has gone there already and stays.
"""

from adjudicator.desktop.screen import Host
from adjudicator.domain.people import Person, Role


def land(host: Host, person: Person) -> None:
    """Show this person the screen their work begins on."""
    if person.on_board:
        host.show_docket()
    elif person.role is Role.TEAM:
        host.show_review(None)
    elif person.role is Role.OBSERVER:
        host.show_screen("my_record")
