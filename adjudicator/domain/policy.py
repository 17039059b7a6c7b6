"""What the opening fixes about how observers are asked (record format, section 4)."""

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
