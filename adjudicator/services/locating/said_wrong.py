"""Whether people said that the outline of a case is in the wrong place, as the record has it.

Said by a note (:mod:`.wrong_place`); it holds until the sheet is scanned again.
"""

import re
from collections.abc import Iterable
from typing import Final
from weakref import WeakKeyDictionary

from adjudicator.domain.people import Role
from adjudicator.ledger.casenumbers import case_number
from adjudicator.services.notes import Category
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.notes import list_notes

HEAD: Final = "Wrong place: the outline of case {number} on page {page} of image {image}, drawn "
"""How such a note begins."""
_SAID: Final = re.compile(
    r"Wrong place: the outline of case (\S+) on page [0-9]+ of image ([0-9a-f]{64}), drawn .+"
)
_known: WeakKeyDictionary[Recount, tuple[int, frozenset[tuple[str, str]]]] = WeakKeyDictionary()
"""By open recount: how many notes there were, and what was said in them."""


def is_said_wrong(recount: Recount, seal: str, images: Iterable[str]) -> bool:
    """Whether people said so of a case as it is shown in these images."""
    said = _everything_said(recount)
    if not said:
        return False
    number = case_number(recount.state.data.cases[seal].number)
    return any((number, image) in said for image in images)


def _everything_said(recount: Recount) -> frozenset[tuple[str, str]]:
    """Case number and image of every such note by a team or an officer."""
    data = recount.state.data
    known = _known.get(recount)
    if known is None or known[0] != len(data.notes):
        with recount.reading() as connection:
            notes = list_notes(connection, categories=[Category.INCIDENT.value])
        said = frozenset(
            (told[1], told[2])
            for note in notes
            if (told := _SAID.fullmatch(note.words or ""))
            and any(data.people[p].person.role is not Role.OBSERVER for p in note.signed)
        )
        known = _known[recount] = len(data.notes), said
    return known[1]
