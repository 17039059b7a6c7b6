"""What the opening fixes about how observers are asked, and when measured ink is shown.

Record format, section 4.
"""

from enum import StrEnum


class AttestPolicy(StrEnum):
    """When observers are asked for their answer.

    They may object at any moment from the showing of a ballot to the close of its batch, whichever
    it is; and whichever it is, nothing waits for them.
    """

    EACH = "each"
    """After every ruling."""
    PAGE = "page"
    """After as many rulings as a page has."""
    BATCH = "batch"
    """At the end of the batch."""

    def asks(self, unanswered: int, page: int, *, finished: bool) -> bool:
        """Whether an observer is asked now.

        :param unanswered: rulings this observer watched and has not answered.
        :param page: rulings of a page.
        :param finished: whether nothing of the batch waits for a ruling any more; what is left of
            a page, too, is asked for then.
        """
        if not unanswered:
            return False
        if finished or self is AttestPolicy.EACH:
            return True
        return self is AttestPolicy.PAGE and unanswered >= page


class ScoresPolicy(StrEnum):
    """When what the program or the machine measured of the ink on a ballot is shown.

    Figures, outlines and groups of ink help people to see, and could sway them.  Where a contest
    stands on the page is none of that, and neither are totals.
    """

    SHOWN = "shown"
    """At any time."""
    AFTER = "after"
    """Of each ballot only once its ruling stands."""

    def hides(self, *, counts: bool) -> bool:
        """Whether the ink of a ballot is kept from people now.

        :param counts: whether it has a ruling that counts, so that nobody has to rule on it.
        """
        return self is ScoresPolicy.AFTER and not counts
