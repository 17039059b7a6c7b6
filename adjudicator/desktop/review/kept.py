"""Drafts that come back with their case, and only where people never turned away from it."""

from adjudicator.desktop.review.draft import Draft


class KeptDrafts:
    """Keeps a draft while its case is off the screen.

    It comes back where the same case is read anew (an objection, a wrong number typed), or where a
    recording failed.  People who turn to another ballot begin again when they come back: a draft
    from before would be agreed on by people who do not remember what it rests on.
    """

    def __init__(self) -> None:
        self._failed: dict[str, Draft] = {}
        """By case number: those that could not be recorded, and the one that interrupted."""
        self._held: tuple[str, Draft] | None = None

    def hold(self, number: str, draft: Draft) -> None:
        """The case leaves the screen; it may be the next one there."""
        begun = draft.disposition is not None or draft.revises
        self._held = (number, draft) if begun and not draft.facts.barred else None

    def hold_for_failure(self, number: str, draft: Draft) -> None:
        """The case, or the one that was recorded before it, comes back with a failure."""
        if draft.disposition is not None and not draft.facts.barred:
            self._failed[number] = draft

    def take(self, number: str) -> Draft | None:
        """The draft this case comes back with; the others are dropped where people turned away."""
        held, self._held = self._held, None
        failed = self._failed.pop(number, None)
        if held is not None and held[0] == number:
            return held[1]
        if failed is None:
            self._failed.clear()
        return failed
