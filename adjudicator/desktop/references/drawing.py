"""A reference page while it is drawn: boxes, targets and names, and the way back.

Nothing here knows a window.  Every change makes a new sketch; the one before it is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from adjudicator.desktop.references.doubts import doubt
from adjudicator.desktop.references.sketch import (
    Drawn,
    Place,
    Sketch,
    Target,
    drawn_before,
    following,
    named,
    named_if_none,
    shifted,
    with_drawn,
    within,
)
from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox

_MOST_STEPS = 500
_LEAST = 6.0
"""Pixels: nothing is made smaller."""
_Change = Callable[[Box], Box]


class Drawing:
    """The drawing of one page.

    :param width: of the page in pixels.
    :param height: likewise.
    :param contests: those that may stand on it, in the order of the definition.
    :param layout: what was drawn or supplied before.
    """

    def __init__(
        self,
        width: int,
        height: int,
        contests: Sequence[Contest],
        layout: PageLayout | None = None,
    ) -> None:
        self.width, self.height = width, height
        self.contests = {contest.id: contest for contest in contests}
        self.sketch = Sketch() if layout is None else Sketch(drawn_before(layout, self.contests))
        self._before: list[Sketch] = []
        self._moving: Place | None = None

    # What there is -------------------------------------------------------------------------

    @property
    def chosen(self) -> Drawn | None:
        """The contest that is chosen."""
        place = self.sketch.chosen
        return None if place is None else self.sketch.contests[place.contest]

    @property
    def chosen_target(self) -> Target | None:
        """The target that is chosen."""
        place, drawn = self.sketch.chosen, self.chosen
        if place is None or drawn is None or place.target is None:
            return None
        return drawn.targets[place.target]

    @property
    def left(self) -> tuple[str, ...]:
        """Contests that are not drawn, in the order of the definition."""
        drawn = {d.contest for d in self.sketch.contests}
        return tuple(contest for contest in self.contests if contest not in drawn)

    @property
    def unsure(self) -> int:
        """How many contests nobody has said to be right."""
        return sum(not drawn.sure for drawn in self.sketch.contests)

    @property
    def touched(self) -> bool:
        """Whether anything was drawn or changed."""
        return bool(self._before)

    def layout(self) -> PageLayout:
        """The drawing as it would be kept; targets without a name are left out."""
        return PageLayout(
            self.width,
            self.height,
            tuple(ContestBox(d.contest, d.box) for d in self.sketch.contests),
            tuple(
                TargetBox(d.contest, t.choice, t.box)
                for d in self.sketch.contests
                for t in d.targets
                if t.choice is not None
            ),
        )

    # Drawing -------------------------------------------------------------------------------

    def draw(self, box: Box) -> bool:
        """Draw the contest that comes after the last one drawn; false where all are drawn."""
        if not self.left:
            return False
        made = Drawn(
            following(tuple(self.contests), self.sketch), within(box, self.width, self.height)
        )
        place = Place(len(self.sketch.contests))
        self._do(Sketch((*self.sketch.contests, made), place))
        return True

    def offer_targets(self, contest: str, boxes: Sequence[Box]) -> None:
        """Targets were looked for in a contest: name them in paper order."""
        number = _number(self.sketch, contest)
        if number is None or self.sketch.contests[number].looked:
            return
        targets = named(self.contests[contest], boxes)
        drawn = replace(self.sketch.contests[number], targets=targets, looked=True)
        self.change(number, drawn, self.sketch.chosen)

    def offer_contest(
        self, contest: str, box: Box, targets: Sequence[TargetBox], print_found: float
    ) -> None:
        """A contest was found by its print; somebody has to say that it is right."""
        if contest not in self.left:
            return
        made = Drawn(
            contest,
            within(box, self.width, self.height),
            tuple(Target(t.box, t.choice) for t in targets),
            looked=True,
            print_found=print_found,
            order_said=True,
        )
        chosen = self.sketch.chosen or Place(len(self.sketch.contests))
        self._do(Sketch((*self.sketch.contests, made), chosen))

    def say_right(self) -> bool:
        """The chosen contest is right; go on to the next that nobody has said so of.

        False where there is a doubt: nothing is said of it then.
        """
        place, drawn = self.sketch.chosen, self.chosen
        if place is None or drawn is None or doubt(self.contests[drawn.contest], drawn):
            return False
        contests = with_drawn(self.sketch.contests, place.contest, replace(drawn, sure=True))
        rest = [n for n, each in enumerate(contests) if not each.sure]
        self._do(Sketch(contests, Place(rest[0]) if rest else Place(place.contest)))
        return True

    def drop(self) -> None:
        """Take the chosen target away, or the chosen contest."""
        place, drawn = self.sketch.chosen, self.chosen
        if place is None or drawn is None:
            return
        if place.target is None:
            rest = tuple(d for n, d in enumerate(self.sketch.contests) if n != place.contest)
            near = min(place.contest, len(rest) - 1)
            self._do(Sketch(rest, Place(near) if rest else None))
            return
        rest_of_it = [t for n, t in enumerate(drawn.targets) if n != place.target]
        targets = named_if_none(self.contests[drawn.contest], rest_of_it)
        near = min(place.target, len(targets) - 1)
        chosen = Place(place.contest, near if targets else None)
        self.change(place.contest, replace(drawn, targets=targets), chosen)

    # Moving --------------------------------------------------------------------------------

    def move(self, dx: float, dy: float) -> None:
        """Move what is chosen; a contest takes its targets along."""
        self._reshape(lambda box: Box(box.x + dx, box.y + dy, box.width, box.height), whole=True)

    def size(self, dx: float, dy: float) -> None:
        """Make what is chosen wider and higher, its top left corner staying."""
        self._reshape(
            lambda box: Box(
                box.x, box.y, max(_LEAST, box.width + dx), max(_LEAST, box.height + dy)
            ),
            whole=False,
        )

    def _reshape(self, change: _Change, *, whole: bool) -> None:
        place, drawn = self.sketch.chosen, self.chosen
        if place is None or drawn is None:
            return
        if place.target is not None:
            target = drawn.targets[place.target]
            box = within(change(target.box), self.width, self.height)
            targets = list(drawn.targets)
            targets[place.target] = replace(target, box=box)
            changed = replace(drawn, targets=tuple(targets))
        else:
            box = within(change(drawn.box), self.width, self.height)
            changed = replace(drawn, box=box)
            if whole:
                dx, dy = box.x - drawn.box.x, box.y - drawn.box.y
                moved = tuple(replace(t, box=shifted(t.box, dx, dy)) for t in drawn.targets)
                changed = replace(changed, targets=moved)
        # A move by many small steps is one step back.
        self.change(place.contest, changed, place, moving=True)

    # Choosing --------------------------------------------------------------------------------

    def choose(self, place: Place | None) -> None:
        """Choose something; no step to be taken back."""
        self.sketch = replace(self.sketch, chosen=place)
        self._moving = None

    def step(self, by: int) -> None:
        """Choose the next or the one before: each contest, then each of its targets."""
        stops = [
            Place(n, t)
            for n, drawn in enumerate(self.sketch.contests)
            for t in (None, *range(len(drawn.targets)))
        ]
        if not stops:
            return
        here = self.sketch.chosen
        first = -1 if by > 0 else 0
        self.choose(stops[((stops.index(here) if here in stops else first) + by) % len(stops)])

    def undo(self) -> bool:
        """One step back; false where there is none."""
        if not self._before:
            return False
        self.sketch, self._moving = self._before.pop(), None
        return True

    # Within ----------------------------------------------------------------------------------

    def change(
        self, number: int, drawn: Drawn, chosen: Place | None, *, moving: bool = False
    ) -> None:
        """Put a changed contest in the place of the one of that number, and choose something."""
        contests = with_drawn(self.sketch.contests, number, drawn)
        self._do(Sketch(contests, chosen), moving=moving)

    def _do(self, after: Sketch, *, moving: bool = False) -> None:
        if not (moving and self._moving is not None and self._moving == after.chosen):
            self._before = [*self._before, self.sketch][-_MOST_STEPS:]
        self.sketch = after
        self._moving = after.chosen if moving else None


def _number(sketch: Sketch, contest: str) -> int | None:
    found = (n for n, drawn in enumerate(sketch.contests) if drawn.contest == contest)
    return next(found, None)
