"""People draw where the contests stand, and the program looks for them on every flagged page."""

from contextlib import closing
from pathlib import Path

from adjudicator.domain.finding.place import Standing
from adjudicator.domain.references import ReferenceDraft, side_words
from adjudicator.domain.wording import count, join_names
from adjudicator.services.demonstration.blank_pages import blank_pages
from adjudicator.services.demonstration.delivery import Delivery
from adjudicator.services.demonstration.press import Progress
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.findings import batch_findings
from adjudicator.services.locating.looking import Looked, Looking, make_plan
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.references import record_reference
from adjudicator.services.references.recording import keep_blank_page
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import list_batches

_ONE = 1


def draw_references(recount: Recount, delivery: Delivery, seats: tuple[Seat, Seat]) -> list[str]:
    """Record a reference for each blank page of the delivery.

    :param seats: who drew, and who confirmed; both sit at this station.
    :returns: what happened, in sentences; nothing where no blank page was printed.
    """
    who = join_names([seat.person.name or seat.person.id for seat in seats])
    told = []
    for page in blank_pages(delivery.blanks):
        image = keep_blank_page(recount, page.image)
        draft = ReferenceDraft(page.style, page.side, image, _ONE, page.drawn)
        record_reference(recount, draft, seats)
        contests, targets = len(page.drawn.contests), len(page.drawn.targets)
        told.append(
            f"{who} record where {count(contests, 'contest')} and {count(targets, 'target')} stand "
            f"on the {side_words(page.side)} of ballot style {page.style}, drawn on a blank page."
        )
    return told


def find_contests(folder: Path, *, workers: int, progress: Progress) -> str:
    """Look at every flagged page before the tables begin, as a window does in the background.

    :returns: how many contests were located, in a sentence; empty where nobody drew any.
    :raises Refusal: a page cannot be opened.
    """

    def told(looked: Looked) -> None:
        progress("Looking for the contests on every flagged page", looked.done, looked.pages)

    with closing(open_recount(folder)) as recount:
        plan = make_plan(recount)
        if not plan.references:
            return ""
        looked = Looking(recount, plan, workers, told).run()
        if looked.unopened:
            task, why = looked.unopened[0]
            raise Refusal(f"A page of the demonstration ({task.image[:16]}) cannot be used: {why}")
        return _counted(recount, looked.pages)


def _counted(recount: Recount, pages: int) -> str:
    with recount.reading() as connection:
        batches = [batch.number for batch in list_batches(connection)]
    found = [case for number in batches for case in batch_findings(recount, number).values()]
    standings = [case.place.standing for case in found]
    located, check, nowhere = (standings.count(each) for each in Standing)
    fits = [case.finding.places.fit for case in found if case.located]
    upside_down = sum(fit is not None and fit.upside_down for fit in fits)
    turned = f" ({upside_down} of them on pages scanned upside down)" if upside_down else ""
    return (
        f"{count(pages, 'page')} looked at: of {count(len(found), 'flagged contest')} {located:,} "
        f"located{turned}, {check:,} to be checked, {nowhere:,} not located."
    )
