"""The motions that let a lot into the totals or took it out, a sentence each."""

from adjudicator.services.orders.register import known_names
from adjudicator.services.orders.telling import motion_words
from adjudicator.services.orders.wording import ending
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.motions import list_motions


def lot_motions(recount: Recount) -> dict[str, tuple[str, ...]]:
    """By lot, every motion that released or isolated it, the newest first.

    ``Lot "Provisional" of import 12 released by motion of the board: ... (entry 41).``
    """
    with recount.reading() as connection:
        motions = list_motions(connection)
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    known = known_names(recount, recount.state, names)
    found: dict[str, tuple[str, ...]] = {}
    for motion in motions:
        lot = motion.target.get("lot")
        if lot is not None:
            what = motion_words(motion.effect, motion.target, known)
            told = f"{what[0].upper()}{what[1:]} {ending(motion.reason, motion.entry)}."
            found[lot] = (told, *found.get(lot, ()))
    return found
