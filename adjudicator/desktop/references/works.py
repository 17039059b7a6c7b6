"""What is drawn of every style and side: the page at hand, and those left for another page."""

from adjudicator.desktop.references.work import Work
from adjudicator.services.references.listing import ReferenceLine

_Place = tuple[str, str]


class Works:
    """Keeps what was drawn until it is recorded or left for good."""

    def __init__(self) -> None:
        self._at_hand: dict[_Place, Work] = {}
        self._left: dict[_Place, list[Work]] = {}

    def of(self, place: _Place) -> Work | None:
        """The page at hand of a style and side."""
        return self._at_hand.get(place)

    def take(self, work: Work) -> Work:
        """Put a page in hand; the one before is kept where anything is drawn on it.

        :returns: the page that is in hand now: where it was left before, as it was left.
        """
        place = work.place
        before, left = self._at_hand.get(place), self._left.setdefault(place, [])
        known = next((w for w in left if (w.image, w.page) == (work.image, work.page)), None)
        if known is not None:
            left.remove(known)
            work = known
        if before is not None and before is not work and before.drawn_on:
            left.append(before)
        self._at_hand[place] = work
        return work

    def bring_back(self, place: _Place) -> Work | None:
        """The page that was left last is in hand again; ``None`` where none was left."""
        left = self._left.get(place)
        if not left:
            return None
        self._at_hand[place] = left.pop()
        return self._at_hand[place]

    def left(self, place: _Place) -> bool:
        """Whether a page with a drawing was left for the one at hand."""
        return bool(self._left.get(place))

    def release(self, work: Work) -> None:
        """Nobody looks at it now; where nothing was done its page would only take up memory."""
        if not work.drawing.touched and not self.left(work.place):
            self.forget(work.place)

    def forget(self, place: _Place) -> None:
        """What was drawn there is recorded."""
        self._at_hand.pop(place, None)
        self._left.pop(place, None)


def next_example(line: ReferenceLine, work: Work | None) -> int | None:
    """Which of the pages of a line comes after the one at hand; ``None`` where there is none."""
    examples = line.examples
    here = None if work is None else (work.image, work.page)
    number = examples.index(here) + 1 if here in examples else 0
    others = [n % len(examples) for n in range(number, number + len(examples))]
    return next((n for n in others if examples[n] != here), None)
